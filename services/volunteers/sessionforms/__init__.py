"""The forms of courses and guidance groups that have a page of their own."""
