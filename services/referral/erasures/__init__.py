"""Families erased from the registers, on request or when their time ends."""
