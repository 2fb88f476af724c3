"""Backups of a region that runs: taken, checked by restoring them, and put back.

A backup is a folder with a file of each database and a manifest that says what must come out of
them. Keys go to another folder: whoever has only one of the two can read nobody's data.
"""
