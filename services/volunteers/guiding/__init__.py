"""That nobody supports a family unguided: how often, by whom, and who stands in for a guide."""
