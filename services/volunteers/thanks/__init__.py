"""A coordinator's word of thanks, which a support person reads on their own page."""
