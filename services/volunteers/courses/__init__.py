"""Courses and guidance groups, each on its page and over the API."""
