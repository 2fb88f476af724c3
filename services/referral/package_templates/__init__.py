"""Packages that were kept as templates, and begun again for another municipality."""
