"""Periodic summaries of a case: written, approved, sent to whoever referred the family."""
