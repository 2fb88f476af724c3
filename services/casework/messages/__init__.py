"""Messages between a case's support person and its team, each somebody's to read."""
