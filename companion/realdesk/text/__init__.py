"""Folding of text and look-up of phrases."""
