"""Letters of casework: what somebody of the team, or a support person, is to read."""
