"""The summaries of a case as a list, with when the next is due."""
