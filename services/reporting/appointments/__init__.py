"""Appointments of an organisation's families that were kept or missed (M18): for itself alone."""
