"""Who has registered for an open event: as little as it takes, and a code to come back with."""
