"""Which programmes are for a family, and why others are not."""
