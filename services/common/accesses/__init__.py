"""Who has looked at whom: what each log says, kept by the other services, and read by people."""
