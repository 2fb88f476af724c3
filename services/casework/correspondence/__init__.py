"""What the sender of a referral and its provider write to each other once there is a case."""
