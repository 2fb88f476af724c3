"""Editions: whole months, closed once, in which figures leave an organisation.

Owns this service's only history. An edition keeps the protected cells that it added, the vector
of positions at which it was taken, and, in a private event, the rows that it was counted from.
"""
