"""Help that needs no referral: bookings, open events and advice to professionals (M19)."""
