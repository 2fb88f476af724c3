"""Families who wait for somebody, and who of the organisation's people would suit them."""
