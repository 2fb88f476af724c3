"""What a page says of hidden contact details: who may open them, and for how long."""
