"""What is planned of a package: scope, goals, sessions and budget, edition by edition."""
