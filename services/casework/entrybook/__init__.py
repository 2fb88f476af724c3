"""The pages of one entry of a case's book, and what its forms ask."""
