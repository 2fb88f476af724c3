"""The answer to who asks what is held of them: gathered from every service, and written out."""
