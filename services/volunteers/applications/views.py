"""What the form for a new applicant offers to choose from."""

from dataclasses import dataclass

from services.common import catalogue, geography
from services.common.phrases import language_name
from services.common.programme import Support
from shared.identity.principals import Principal
from shared.web.i18n import gettext, language
from shared.web.parts import Option
from shared.work import Work

LANGUAGES = (  # the national ones and English, then those that most others speak
    "fi",
    "sv",
    "en",
    "ru",
    "et",
    "ar",
    "so",
    "ku",
    "fa",
    "zh",
    "sq",
    "vi",
    "th",
    "tr",
    "es",
    "de",
    "pl",
    "ro",
    "uk",
    "fr",
    "tl",
)


@dataclass(frozen=True)
class ApplicationForm:
    programmes: list[Option]
    places: list[Option]
    languages: list[Option]


def form(work: Work, who: Principal) -> ApplicationForm:
    """The own organisation's programmes, and the code lists in the reader's language."""
    return ApplicationForm(
        programmes=[
            Option(
                programme.code,
                programme.name_in(language()),
                hint=gettext("A criminal record extract will be checked.")
                if programme.vetting.permits_extract
                else "",
            )
            for programme in catalogue.newest_programmes(work.db)
            if programme.support is Support.MATCHED
            and catalogue.provides(work.db, who.organisation, programme.code)
        ],
        places=places(),
        languages=[Option(code, language_name(code)) for code in LANGUAGES],
    )


def places() -> list[Option]:
    """Every municipality, by its name in the reader's language."""
    everywhere = geography.municipalities().values()
    by_name = sorted(everywhere, key=lambda place: place.name(language()))
    return [Option(place.code, place.name(language())) for place in by_name]
