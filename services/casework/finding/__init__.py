"""Families found by name or day of birth, in an index that holds neither."""
