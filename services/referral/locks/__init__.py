"""From whom a family is kept, as casework tells: somebody of the provider who is near to it."""
