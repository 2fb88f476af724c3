"""How many families an organisation takes of one programme, and whether it takes new ones now."""
