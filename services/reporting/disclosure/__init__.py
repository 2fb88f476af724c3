"""Disclosure control: which counts of an edition are shown, so that none gives a person away.

Pure functions over counts; no database, no request, no clock.
"""
