"""Support persons: applied, interviewed, trained, vetted as the programme's policy says, left."""
