"""The servers under which the platform and single services answer."""
