"""Naming who may open a family's contact details under a non-disclosure order, and opening them."""
