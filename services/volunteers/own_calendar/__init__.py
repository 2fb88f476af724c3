"""A support person's own calendar: its address on their page, and what a calendar reads there."""
