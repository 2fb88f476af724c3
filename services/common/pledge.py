"""The confidentiality pledge of whoever would support a family, by its versions.

A version never changes: an application keeps which one was agreed to.
"""

VERSION = 1
PLEDGES: dict[int, dict[str, str]] = {
    1: {
        "fi": (
            "En kerro kenellekään, mitä saan tietää perheestä tai lapsesta, en myöskään sitä, että"
            " perhe saa tukea. Lupaus pysyy voimassa, kun en enää ole tukihenkilö. Jos olen"
            " huolissani lapsen turvallisuudesta, kerron siitä järjestölle heti."
        ),
        "sv": (
            "Jag berättar inte för någon vad jag får veta om en familj eller ett barn, inte heller"
            " att familjen får stöd. Löftet gäller också när jag inte längre är stödperson. Om jag"
            " är orolig för ett barns säkerhet berättar jag det genast för organisationen."
        ),
        "en": (
            "I tell nobody what I come to know of a family or a child, nor that the family has"
            " support. The promise holds after I have stopped. When I am worried about a child's"
            " safety, I tell the organisation at once."
        ),
    }
}


def pledge(locale: str, version: int = VERSION) -> str:
    """What is promised, in the reader's language."""
    return PLEDGES[version][locale]
