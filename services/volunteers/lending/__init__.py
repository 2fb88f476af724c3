"""A support person helps in another organisation for a time, if they want to: two registers."""
