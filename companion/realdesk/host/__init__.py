"""The native messaging host: sees pages, has no network code and writes nothing about them."""
