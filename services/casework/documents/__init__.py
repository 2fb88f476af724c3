"""Papers of a case: an agreement signed on paper, a school's statement; each for its readers."""
