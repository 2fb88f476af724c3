"""Descriptions of services from the national catalogue (PTV), shown in the guide beside our own."""
