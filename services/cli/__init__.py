"""The command `rinnalla`: one module for each kind of work; each error is one line."""
