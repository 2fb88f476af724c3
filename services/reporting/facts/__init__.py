"""What happened to each referral, folded from all three services. Owns the tables of facts."""
