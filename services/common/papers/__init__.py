"""Papers that people take home: tagged PDF, made from a Typst template and values.

Values are data and never markup. The library is an extra of its own, as it is large.
"""
