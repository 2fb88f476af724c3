"""Concerns about a child's safety: raised by whoever sees the child, and seen to the same day."""
