"""Maintenance: projections are rebuilt, consumers are compared with their sources."""
