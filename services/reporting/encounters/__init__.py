"""How often an organisation met families and others, and how many came (M03, M04): for itself."""
