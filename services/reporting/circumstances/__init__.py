"""The circumstances of an organisation's families, as they answered (M17): for itself alone."""
