"""What a child or young person can already, what is still needed, and who takes over when."""
