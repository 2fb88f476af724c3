"""What was measured of the families of an organisation, and how it changed: for itself alone."""
