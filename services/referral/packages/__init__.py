"""Help made to measure: a municipality asks, organisations plan, both agree, and it is counted."""
