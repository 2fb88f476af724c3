"""What both sides of a booked time are reminded of."""
