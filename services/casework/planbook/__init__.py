"""The plan as a page: goals with their scores, meetings, measurements, each to be put right."""
