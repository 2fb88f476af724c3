"""What anybody reads of a network: whom to turn to, the next free times, and what is on."""
