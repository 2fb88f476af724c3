"""The public form with which a family makes contact, and the page to which its code leads."""
