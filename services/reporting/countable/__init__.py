"""Public events as a compact table: what an indicator can be counted of, from the first one on."""
