"""Visits and other contacts: each a history of its own, so that logging never waits for a case."""
