"""How what is measured of a family changes over time, as a picture and in words."""
