"""Professionals ask the network for advice about a case that nobody names."""
