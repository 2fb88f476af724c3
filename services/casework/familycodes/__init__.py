"""Codes with which a family reads its own course on a phone, without an account."""
