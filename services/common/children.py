"""What the law says of children: who is one, and from when on their own view is asked."""

MINORS = ("CHILD", "YOUNG_PERSON")
"""The subject kinds whose age is that of the family member in question."""
OWN_VIEW_FROM = 12  # years; Child Welfare Act 417/2007, section 20
