"""What the other services tell of a case: its referral's steps, and its matches."""
