"""How a plan and its budget are shown: goals, sessions, lines, costs."""
