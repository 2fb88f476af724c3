"""Who speaks at an open event: their role, and their name where they agree that all read it."""
