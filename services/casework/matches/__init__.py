"""Who supports whom, as the volunteers service tells it."""
