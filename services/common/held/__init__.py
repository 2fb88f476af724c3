"""What a service holds of a person, as it answers to them (GDPR, article 15).

It is made from the declarations of personal fields, so that a new field is never forgotten: one
that nobody has decided about is left out, and a test is red.
"""
