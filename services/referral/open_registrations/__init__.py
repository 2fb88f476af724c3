"""How a municipality's own web site registers somebody for an open event, without an account."""
