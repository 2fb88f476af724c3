"""Keeping somebody of the organisation out of a case for good, such as a relative of the family."""
