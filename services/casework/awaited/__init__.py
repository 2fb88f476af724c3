"""What of each case, its visits and its programme says what is due of it."""
