"""Rules that more than one service holds to, each in one place. Imports events and no service."""
