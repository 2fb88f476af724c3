"""One city funds the whole of an NGO's work with children and families, as one agreement.

What comes first is agreed anew each year between the NGO and the city's own workers.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.platform.demo.people import fixed_id
from services.referral.directory import commands
from services.referral.directory.events import Emphasis
from shared.work import Work

PROGRAMMES = ("kaveri", "perhekummi", "ystavaksi")
STRESSED = (("kaveri",), ("ystavaksi", "kaveri"), ("perhekummi",))  # year by year


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
        ends_on=date(first_year + len(STRESSED), 12, 31),
        promise=commands.Promise(
            quota=120,
            price=Decimal(96000),
            emphases=emphases,
            plan="Turun lasten ja nuorten hyvinvointisuunnitelma",
        ),
        agreement_id=fixed_id("agreement:package"),
    )
