"""A region to look at: invented organisations, people and one year of their work.

Everything here is made up; identity codes use the test range 900-999. The year is written
through the product's own commands, with a fixed seed and a clock of its own.
"""
