"""What both sides of a package, its partners and whoever could take it read of it."""
