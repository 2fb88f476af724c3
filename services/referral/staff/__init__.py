"""People on pages: an administrator lets them in, gives roles, and lets them leave."""
