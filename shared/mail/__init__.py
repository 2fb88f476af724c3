"""Mails that say that something waits: an outbox in each service's database, and its sender."""
