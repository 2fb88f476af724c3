"""Figures: what can be asked, who may read them, and the lines of a report that answer."""
