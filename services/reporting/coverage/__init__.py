"""Where programmes are offered, and so into which places and programmes editions divide figures."""
