"""A file of people: what it would change is shown first, and is done when somebody says so."""
