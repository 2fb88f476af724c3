"""Until when the parties of an agreement decide what follows it."""
