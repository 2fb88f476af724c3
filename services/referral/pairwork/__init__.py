"""Professionals ask an organisation's worker along to a meeting with a client nobody names."""
