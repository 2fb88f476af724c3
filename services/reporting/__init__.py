"""Figures of the region: projections, disclosure control, reports and published editions."""
