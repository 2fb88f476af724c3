"""What the region offers to families, for everybody to read: found by theme, age and place."""
