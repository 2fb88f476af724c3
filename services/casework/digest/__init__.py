"""What a summary draws from the book of a case for a period, at the level its reader may see."""
