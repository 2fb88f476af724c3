"""Whoever holds an open event registers somebody who has called, and hands the code over."""
