"""The tools of a case, a part of its course: which were used, and why others were not."""
