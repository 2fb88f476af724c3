"""Courses and guidance groups of support persons: who may see, join and keep them."""
