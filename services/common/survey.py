"""What support persons are asked once a year, and what of it counts as their experience (M23).

A question's code is data on the wire and never changes its meaning; a changed question is a new
code. Everything is answered from 1 (not at all) to 5 (very much); from 4 on it is a yes.
"""

SCALE = range(1, 6)
YES = 4  # from here on
FEWEST = 5  # answers that are counted together: of fewer nothing is ever said
QUESTIONS: dict[str, dict[str, str]] = {  # in the order in which they are asked
    "learning": {"fi": "Oppii uutta", "sv": "Lär sig nytt", "en": "Learns something"},
    "challenge": {
        "fi": "Tehtävä sopii itselle",
        "sv": "Uppgiften passar en själv",
        "en": "The task suits them",
    },
    "support": {
        "fi": "Saa tarpeeksi ohjausta ja tukea",
        "sv": "Får tillräckligt med handledning och stöd",
        "en": "Has enough guidance and support",
    },
    "help": {
        "fi": "Tuesta on apua perheelle",
        "sv": "Stödet hjälper familjen",
        "en": "The support helps the family",
    },
    "recommend": {
        "fi": "Suosittelisi tehtävää muille",
        "sv": "Skulle rekommendera uppgiften",
        "en": "Would recommend it to others",
    },
}
EXPERIENCE = ("learning", "challenge", "support")  # M23


def per_cent(count: int, of: int) -> int:
    """Whole per cents, a half upwards; of nobody none."""
    return (200 * count + of) // (2 * of) if of else 0


def question(code: str, locale: str) -> str:
    """What a question is called in a table; a code of a later version stands for itself."""
    return QUESTIONS.get(code, {}).get(locale, code)
