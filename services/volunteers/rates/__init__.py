"""What may be paid back free of tax, by year, and how the sums are counted."""
