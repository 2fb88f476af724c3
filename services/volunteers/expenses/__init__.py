"""What support persons drove and paid for visits: claimed, approved, and on its way to them."""
