"""Pages and resources over HTTP: one way in, one way to answer, one look."""
