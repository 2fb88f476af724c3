"""Systems on pages: an administrator registers them, and gives and takes their proofs."""
