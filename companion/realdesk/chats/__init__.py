"""Conversations: who writes, what is asked for, and what is kept of it while the tab is open."""
