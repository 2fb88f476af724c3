"""How an organisation of the directory is reached: its coordinator's phone, mail and address."""
