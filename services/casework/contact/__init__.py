"""What a non-disclosure order hides of a family: who is named to open it, and who has."""
