"""Codes of what support persons are paid back: claims, what an organisation pays, payment runs."""

from enum import StrEnum


class ClaimStatus(StrEnum):
    """Where a claim is: what was driven and paid for one visit, on its way to the bank."""

    WAITS = "WAITS"
    RETURNED = "RETURNED"  # the support person corrects the visit
    REFUSED = "REFUSED"
    APPROVED = "APPROVED"
    IN_PAYMENT = "IN_PAYMENT"  # on a payment run that has not been paid
    PAID = "PAID"
    WITHDRAWN = "WITHDRAWN"  # the visit took nothing, or never was


class KilometrePay(StrEnum):
    """What an organisation pays for kilometres in somebody's own car."""

    FULL = "FULL"  # the tax-free maximum of the year
    OWN = "OWN"  # a lower rate of its own
    TICKET = "TICKET"  # none: what public transport costs is paid as costs


class PaymentStatus(StrEnum):
    """Where a payment run is."""

    DRAWN_UP = "DRAWN_UP"
    PAID = "PAID"
    CALLED_OFF = "CALLED_OFF"


class LeftOut(StrEnum):
    """Why somebody's approved claims are not on a payment run."""

    NO_ACCOUNT = "NO_ACCOUNT"
    NOTHING_LEFT = "NOTHING_LEFT"  # what was paid too much before is more than what is due
