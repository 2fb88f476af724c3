"""Letters about referrals: what one side has written or decided, for the other side to read."""
