"""The table that Helsinki's team published, beside the same figures counted from events (S07)."""
