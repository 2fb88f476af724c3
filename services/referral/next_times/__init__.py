"""The next time of a family that was met."""
