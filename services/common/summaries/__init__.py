"""Periodic summaries of a family's support: what one holds, and how it reads on page and paper."""
