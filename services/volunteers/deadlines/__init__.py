"""What is due among families and support persons: somebody to be found, answers, first meetings."""
