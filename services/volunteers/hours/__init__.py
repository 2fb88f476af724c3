"""Hours of support persons, counted from the visits that casework logs."""
