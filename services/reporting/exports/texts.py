"""What measures and parts of exported figures are called, in the reader's language."""

from shared.web.i18n import gettext

MEASURES = ("numerator", "denominator", "percent", "median", "nine_in_ten")


def measure(code: str) -> str:
    names = {
        "numerator": gettext("Number"),
        "denominator": gettext("Of"),
        "percent": gettext("Share, %"),
        "median": gettext("Median, days"),
        "nine_in_ten": gettext("9 of 10 within, days"),
        "count": gettext("Number"),
        "held": gettext("Held"),
        "days": gettext("Days"),
        "heads": gettext("Participants"),
    }
    return names[code]


def help_name(code: str) -> str:
    names = {
        "bookings": gettext("Reception: booked times"),
        "consultations": gettext("Consultations answered"),
        "pair_work": gettext("Pair work held"),
        "events": gettext("Open events"),
    }
    return names[code]
