"""The list of a reader's cases: whose, in which phase, and when they last met."""
