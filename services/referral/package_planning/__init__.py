"""Two sides plan a package part by part: scope, goals, sessions, budget."""
