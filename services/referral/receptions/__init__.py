"""The rota of receptions: who meets families where, about what, and when; its times come of it."""
