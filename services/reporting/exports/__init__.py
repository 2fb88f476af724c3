"""Figures for other people's programs: JSON-stat 2.0, and the open data of the editions (S08)."""
