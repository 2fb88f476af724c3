"""Times of receptions that families have booked: made, moved, cancelled, held."""
