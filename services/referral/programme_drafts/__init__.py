"""Programmes in the making: a text that an administrator edits, looks at, and publishes."""
