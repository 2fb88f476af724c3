"""What support persons say of their task once a year: counted together, and never by person."""
