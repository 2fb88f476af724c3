"""Somebody who does a worker's part in a case for a time, and sees it no longer than that."""
