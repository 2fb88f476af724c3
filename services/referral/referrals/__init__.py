"""A referral's own chapter: received, offered, answered, and followed to its end."""
