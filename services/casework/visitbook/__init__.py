"""Visits that were logged: one's own, those of a case, each with its corrections."""
