"""What a family writes by itself, without an account, at first without a name; and its answer."""
