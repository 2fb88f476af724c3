"""The reader's referrals as a list, and what waits for an answer today."""
