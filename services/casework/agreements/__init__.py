"""What family and team agreed on paper: the goals, who does what, the rules, and who signed it."""
