"""The file of a case as its people read it: the page of one case, and its whole timeline."""
