"""Public blocklists: fetched by ``realdesk update`` alone, mapped by the host, off until the user turns one on."""
