"""What the hosts of an open event hear of who has registered."""
