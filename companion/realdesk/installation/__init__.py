"""Browsers of this user: where they look for the companion, telling them, taking it back, and finding faults."""
