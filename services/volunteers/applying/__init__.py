"""The public form of whoever would support a family, and the page to which its code leads."""
