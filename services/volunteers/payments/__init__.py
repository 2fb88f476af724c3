"""Payment runs: approved claims, one sum for each person, on their way to the bank."""
