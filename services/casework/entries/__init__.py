"""The entries of a case's book beside its visits: contacts, calls, appointments, costs."""
