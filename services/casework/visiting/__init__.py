"""Visits on a phone: the form with its draft, and what to do in a worry."""
