"""The plan of a case, a part of it: goals and how far they are reached, meetings, measurements."""
