"""The files of a case's book, whatever they are of: sealed, opened, destroyed; one home."""
