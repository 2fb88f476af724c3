"""Transfers as the file that a bank takes (ISO 20022 pain.001.001.09), and as a list: no state."""
