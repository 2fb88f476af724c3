"""What both sides of pair work read of it, until when it is answered, and when they meet."""
