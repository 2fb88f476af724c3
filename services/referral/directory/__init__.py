"""Owns who is there: organisations, programmes as data with all their versions, agreements."""
