"""Which organisations stand on the two sides of a referral."""
