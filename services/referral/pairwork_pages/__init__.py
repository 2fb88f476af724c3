"""Pair work over HTTP: its API, its pages and their forms."""
