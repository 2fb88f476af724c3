"""Handing a case over to another worker: planned, decided, accepted, and from which day."""
