"""What follows when a family's consent is over: who had heard of it stops, and says so."""
