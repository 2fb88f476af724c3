"""The statuses of a referral, and which step each of them allows."""
