"""Families erased from the registers of referrals and support, on request or when their time ends."""
