"""The four services of Rinnalla, and the common language they may all import.

A service knows another only by its `events` modules. Common are `codes` and `labels` (what people
and partners call things) and `geography` (municipalities and wellbeing services counties).
"""
