"""What the form for a new applicant offers to choose from."""

from dataclasses import dataclass

from services import catalogue, geography
from services.codes import Availability, Interest, SupportKind
from services.labels import choices
from services.referral.directory.events import Support
from services.wording import language_name
from shared.i18n import gettext, language
from shared.identity.principals import Principal
from shared.parts import Option
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
    kinds: list[Option]
    programmes: list[Option]
    places: list[Option]
    languages: list[Option]
    interests: list[Option]
    times: list[Option]


def form(work: Work, who: Principal) -> ApplicationForm:
    """The own organisation's programmes, and the code lists in the reader's language."""
    return ApplicationForm(
        kinds=_options(SupportKind),
        programmes=[
            Option(
                one.code,
                one.name_in(language()),
                hint=gettext("A criminal record extract will be checked.")
                if one.vetting.permits_extract
                else "",
            )
            for one in catalogue.newest_programmes(work.db)
            if one.support is Support.MATCHED
            and catalogue.provider_of(work.db, one.code) == who.organisation
        ],
        places=[
            Option(place.code, place.name(language()))
            for place in sorted(
                geography.municipalities().values(), key=lambda one: one.name(language())
            )
        ],
        languages=[Option(code, language_name(code)) for code in LANGUAGES],
        interests=_options(Interest),
        times=_options(Availability),
    )


def _options(codes: type[SupportKind] | type[Interest] | type[Availability]) -> list[Option]:
    return [Option(code, text) for code, text in choices(codes, language())]
