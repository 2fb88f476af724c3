"""What was written down wrongly about a support person, and who comes back after an end."""
