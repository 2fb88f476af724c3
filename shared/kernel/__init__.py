"""Values and rules of the machinery that need nothing else: events, aggregates, clock, codec."""
