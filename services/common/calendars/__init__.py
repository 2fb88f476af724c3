"""Calendars that people subscribe to: RFC 5545, times on the wall in Helsinki."""
