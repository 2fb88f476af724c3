"""Whether, how and when an extract may be seen, and checks that nobody has approved yet."""
