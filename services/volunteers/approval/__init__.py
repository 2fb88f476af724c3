"""The way to approval, and every end of it."""
