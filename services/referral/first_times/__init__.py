"""How many days it takes to the first free time of reception, by theme and place (M19)."""
