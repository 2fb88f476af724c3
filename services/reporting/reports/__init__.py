"""What people and programs read: reports, the live totals, the dashboard."""
