"""Whether two referrals of one provider are of the same person, as its people have decided."""
