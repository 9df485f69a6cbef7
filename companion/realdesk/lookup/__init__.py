"""Whose contact is this? From any text to contacts, and from contacts to who lists them."""
