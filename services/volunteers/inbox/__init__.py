"""Letters about matches: what the support person and the coordinators tell each other by doing."""
