"""That somebody applied by themselves: to what they agreed, and why they would like to."""
