"""Indicators that a regional coordinator defines, counted over the whole history (S09)."""
