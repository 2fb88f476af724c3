"""What was done of a package: who came, what it cost, and what came of it."""
