"""Summaries that a provider has sent, for the sender of the referral to read."""
