"""Mending and proving: projections built anew, consumers compared with their sources."""
