"""Cases of one person that came in twice: one leads, and the other follows it."""
