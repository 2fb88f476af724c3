"""A programme ends on a day: it takes no new families then, and who sends some hears before."""
