"""Pages and resources over HTTP, with one guard, one table of errors and one design."""
