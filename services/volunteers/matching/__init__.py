"""Matching as coordinators see it: families who wait, and who would suit each."""
