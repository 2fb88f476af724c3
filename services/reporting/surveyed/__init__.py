"""What support persons say of their task (M23): whole groups of five answers or more."""
