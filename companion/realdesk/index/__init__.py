"""The compiled ruleset: one immutable file, written by ``compile`` and mapped by ``reader``."""
