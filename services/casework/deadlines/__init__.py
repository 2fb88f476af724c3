"""What is due among cases: follow-ups after the support, and the next visit to each family."""
