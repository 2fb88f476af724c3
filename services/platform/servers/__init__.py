"""The servers that run the platform and single services."""
