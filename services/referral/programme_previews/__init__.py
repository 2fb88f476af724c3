"""A programme before it is published, as each of those sees it who will work with it."""
