"""The public calendar of receptions: theme first, then time and place; nobody signs in."""
