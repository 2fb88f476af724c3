"""What an organisation pays back from which day on, and from which account."""
