"""The data protection officer's pages: what was disclosed, and what is processed and why."""
