"""Referral: every way in.

Owns the directory of organisations, programmes and agreements; people, roles and clients; and
each referral from the moment it is received until its case has ended. Publishes what was
received, offered, accepted and how it went; hands the agreed personal data to casework when,
and only when, somebody accepts. Listens to matches and cases, so that the sender can read how
it stands.
"""
