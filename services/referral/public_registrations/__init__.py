"""How anybody registers for an open event, and comes back with a code; nobody signs in."""
