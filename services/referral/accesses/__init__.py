"""Who has looked at what this service keeps of people."""
