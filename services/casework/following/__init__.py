"""A case that follows another one of the same person: it waits, and ends with it."""
