"""What both sides of a consultation read of it, and until when it is answered."""
