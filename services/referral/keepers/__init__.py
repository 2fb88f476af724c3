"""Who keeps what a family tells: one organisation, or those of a network together."""
