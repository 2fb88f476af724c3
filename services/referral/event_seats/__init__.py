"""The seats of an open event: how many there are, who has one, and who waits for one."""
