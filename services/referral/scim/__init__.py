"""SCIM 2.0: an organisation's own directory keeps its people here; groups are their roles."""
