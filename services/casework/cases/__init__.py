"""The case: opened, staffed, moved through its phases, closed and followed up."""
