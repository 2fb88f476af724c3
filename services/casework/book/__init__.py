"""The pages of a case's book: visits and entries by their days."""
