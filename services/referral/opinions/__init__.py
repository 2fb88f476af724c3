"""What those who were at an open event thought of it: never who, and never of fewer than five."""
