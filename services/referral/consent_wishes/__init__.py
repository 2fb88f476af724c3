"""A family says by its own code that it takes its consent back: a wish, dealt with the same day."""
