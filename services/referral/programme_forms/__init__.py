"""Forms of a programme's fields, section by section, and what two versions say differently."""
