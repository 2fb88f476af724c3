"""The lists of courses and guidance groups, and the form for a new one."""
