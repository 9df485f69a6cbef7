"""The ``realdesk`` command, one file per command group."""
