"""Support persons erased from the register, on request or when their time ends."""
