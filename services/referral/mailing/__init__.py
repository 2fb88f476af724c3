"""What people choose of mail: where it goes, about what, how soon, and when not."""
