"""The 24-hour telephone: who of an organisation answers from when to when."""
