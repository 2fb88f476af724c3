"""What is counted of the facts: one pure function for each figure, formula and source beside it."""
