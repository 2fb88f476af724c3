"""Letters about lending: whose word is asked next, and what the others said."""
