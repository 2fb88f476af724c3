"""What this service has for the front door: the reader's day, and what they search for."""
