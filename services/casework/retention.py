"""How long what is known of a family is kept: the class that events, tables and fields name."""

CASE = "case"
