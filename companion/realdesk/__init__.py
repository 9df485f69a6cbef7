"""realdesk: is this the real support desk?"""

__version__ = "0.1.0"
