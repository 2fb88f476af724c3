"""A support person's own page, made for a phone."""
