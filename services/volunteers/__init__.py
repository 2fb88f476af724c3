"""Volunteers: every support person, whether they give their time or are paid for the work.

Owns a person's way from application to vetted and to leaving, the needs that wait for somebody,
and each match from proposal to end. Publishes who applied, was vetted and left, and how matches
went, with ids and codes alone. Listens to casework for who needs support, who may be introduced
to whom, and which cases have closed; to referral for organisations, programmes and people.
"""
