"""Agreeing on the budget of a case, over HTTP and on a page, and reading how it stands."""
