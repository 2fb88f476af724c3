"""Pages and the API of packages: who asks, takes, agrees, and what each of them reads."""
