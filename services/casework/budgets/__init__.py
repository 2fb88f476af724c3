"""What may be spent in a case: a part of its history, and the sums against it."""
