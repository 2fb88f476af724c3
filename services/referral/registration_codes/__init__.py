"""How a program registers somebody: once for each key, with the code in the answer."""
