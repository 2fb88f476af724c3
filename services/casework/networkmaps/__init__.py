"""The people around a child, as a map drawn at one time and compared with another."""
