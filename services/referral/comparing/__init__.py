"""Pairs of referrals that may be of one person, and what their provider decides of them."""
