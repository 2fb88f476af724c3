"""All that has happened to a referral, with who did it, when and why, for those who read it."""
