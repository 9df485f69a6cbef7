"""Signals: each file finds one kind of evidence on a page."""
