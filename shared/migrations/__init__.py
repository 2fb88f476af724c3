"""Steps that every service's database goes through: the tables of the machinery.

A step is a file named for its revision and its purpose. Once landed it never changes.
"""
