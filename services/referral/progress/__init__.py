"""How the support goes, as far as casework tells it for the sender to read."""
