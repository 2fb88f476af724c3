"""What a family is told of its data before anything is done with it (GDPR, articles 13 and 14).

The texts are data, in versions that never change: what was given to a family can be read as it was.
"""
