"""The secret address from which a support person's calendar reads."""
