"""A checker for anybody's published table: from how many people its percentages can come."""
