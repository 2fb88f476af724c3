"""Programmes and their published versions, for whoever makes them."""
