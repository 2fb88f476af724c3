"""A support person's own money: what each visit is worth, where it is, and their account."""
