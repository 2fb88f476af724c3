"""Each quarter of an hour of whoever meets somebody is given once: to a family, or to a pair."""
