"""Casework: one family's support, from the day a referral was accepted until it is followed up.

Owns cases with their team, tasks, phases and plan, and the visits held. Publishes that a case was
opened, moved on, closed and followed up, and each visit as a count; asks volunteers for a support
person. Listens to referral (disclosures, programmes, organisations, people) and to volunteers
(matches). Promises that a case keeps the programme's version it began with, that only its team and
the provider's coordinators open it, and that under a non-disclosure order no place leaves it.
"""
