"""What was written down wrongly about matches and support persons, and how it is put right."""
