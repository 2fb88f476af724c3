"""The four services, and the common language they speak: codes, labels, places."""
