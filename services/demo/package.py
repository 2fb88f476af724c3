"""One city funds the whole of an NGO's work with children and families, as one agreement.

What comes first is agreed anew each year between the NGO and the city's own workers.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from services.common.codes import AgreementKind, MeetingRole, Theme
from services.platform.demo.people import fixed_id
from services.referral.directory import commands
from services.referral.directory.events import Emphasis, ProgrammeQuota
from services.referral.partnerships import commands as partnerships
from services.referral.partnerships.events import Emphasis as EmphasisOfYear, Minutes
from shared.work import Work

PROGRAMMES = ("kaveri", "perhekummi", "ystavaksi")
STRESSED = (("kaveri",), ("ystavaksi", "kaveri"), ("perhekummi",))  # year by year

YEARS = 4
QUOTAS = (("kaveri", 70), ("perhekummi", 30), ("ystavaksi", 20))


def agree_on_a_package(work: Work, ids: Mapping[str, UUID], *, first_year: int) -> None:
    emphases = tuple(
        Emphasis(year=year, programmes=codes, agreed_on=date(year, 1, 15))
        for year, codes in enumerate(STRESSED, start=first_year)
    )
    commands.make_agreement(
        work,
        provider=ids["mll-vs"],
        party=ids["turku"],
        programmes=PROGRAMMES,
        area=commands.Area(municipalities=("853",)),
        starts_on=date(first_year, 1, 1),
        ends_on=date(first_year + YEARS - 1, 12, 31),
        promise=commands.Promise(
            quota=120,
            price=Decimal(96000),
            emphases=emphases,
            plan="Turun lasten ja nuorten hyvinvointisuunnitelma",
            plan_link="https://www.turku.example/hyvinvointisuunnitelma",
            kind=AgreementKind.GRANT,
            quotas=tuple(ProgrammeQuota(programme=code, families=n) for code, n in QUOTAS),
            notice_days=180,
        ),
        agreement_id=fixed_id("agreement:package"),
    )


def agree_on_a_purchase(work: Work, ids: Mapping[str, UUID]) -> None:
    """A town buys friends for its children; what follows is to be decided now."""
    last = work.today + timedelta(days=365 + 40)  # the story's year ends 40 days before
    commands.make_agreement(
        work,
        provider=ids["mll-vs"],
        party=ids["uusikaupunki"],
        programmes=("kaveri",),
        area=commands.Area(municipalities=("895",)),
        starts_on=date(work.today.year, 1, 1),
        ends_on=last,
        promise=commands.Promise(
            quota=15,
            kind=AgreementKind.PURCHASE,
            family_price=Decimal(1450),
            notice_days=60,
        ),
        agreement_id=fixed_id("agreement:purchase"),
    )


def plan_the_next_year(work: Work) -> None:
    """The NGO has met the city, foresees the year, and has proposed what comes first in it."""
    package, year = fixed_id("agreement:package"), work.today.year + 1
    minutes = Minutes(
        held_on=work.today - timedelta(days=20),
        provider_roles=(MeetingRole.COORDINATION, MeetingRole.EXPERIENCE),
        party_roles=(MeetingRole.FIELD_WORK, MeetingRole.FINANCE),
        decisions="Vauvaperheet odottavat perhekummia pisimpään. Järjestö ehdottaa painopistettä.",
        next_on=work.today + timedelta(days=24),
    )
    partnerships.hold_meeting(work, package, minutes=minutes)
    for programme, families, staff in (("kaveri", 75, "1.5"), ("perhekummi", 45, "1.25")):
        partnerships.forecast(
            work,
            package,
            year=year,
            programme=programme,
            families=families,
            staff=Decimal(staff),
        )
    partnerships.propose(
        work,
        package,
        emphasis=EmphasisOfYear(
            year=year, programmes=("perhekummi",), themes=(Theme.JAKSAMINEN,), share=50
        ),
        text="Enemmän perhekummeja vauvaperheille, joiden arki on raskasta.",
    )
