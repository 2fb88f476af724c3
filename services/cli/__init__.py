"""The command `rinnalla`: one module for each kind of work, errors in one line."""
