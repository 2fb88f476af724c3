"""The region, or one's own organisation, at a glance: the last twelve months, and this moment."""
