"""The privacy notice of each programme, and that a family was given it: who, when, how, which."""
