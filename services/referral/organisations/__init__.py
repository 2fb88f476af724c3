"""Organisations as administrators keep them: names, kind, contact, what hangs on them, leaving."""
