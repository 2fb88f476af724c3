"""People, roles and clients: who may do what, published to every service."""
