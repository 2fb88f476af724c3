"""What mail is called elsewhere."""

MAIL = "mail"  # the thing of a letter about the reader's own mail
