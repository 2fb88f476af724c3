"""Support persons found by name, day of birth, phone or e-mail, in an index that holds none."""
