"""What pair work took of the employers of both sides."""
