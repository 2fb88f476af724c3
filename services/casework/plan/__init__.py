"""The plan of a case: goals and how far they are reached, plan meetings, measurements."""
