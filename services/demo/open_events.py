"""What Perhelinja's organisations and Helsinki announce: lectures, a café in Swedish, groups.

Titles, rooms, days and those who register are invented.
"""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from services.common.codes import Audience, Guiding, HappeningKind, Theme
from services.demo.receptions import PERHELINJA
from services.demo.year import Year, organisation_id, somebody
from services.referral.happenings import commands
from services.referral.registrations import commands as registrations
from services.referral.registrations.rules import ALL
from shared.work import Actor, Work

A_DAY = timedelta(days=1)
EMPTY = dict.fromkeys(
    ("title_fi", "title_sv", "title_en", "about_fi", "about_sv", "about_en", "way_in", "link"), ""
)
USUAL: dict[str, Any] = EMPTY | {"programme": PERHELINJA, "audience": Audience.FAMILIES}
EVENTS: tuple[tuple[str, str, dict[str, Any], dict[str, Any]], ...] = (
    # who, of which organisation, what, when after tomorrow
    (
        "coordinator-mll",
        "mll-vs",
        {
            "kind": HappeningKind.LECTURE,
            "themes": (Theme.ERO, Theme.VANHEMMUUS),
            "language": "fi",
            "title_fi": "Ero vanhempana: kolme iltaa",
            "title_sv": "Skilsmässa som förälder: tre kvällar",
            "about_fi": "Mitä lapsi tarvitsee, kun koteja on kaksi. Voit tulla yksinkin.",
            "municipality": "400",
            "place": "Kirjasto, Testikatu 3",
        },
        {"begins": "18:00", "minutes": 90, "topic": "", "times": 3, "every_weeks": 1},
    ),
    (
        "coordinator-folkhalsan",
        "folkhalsan",
        {
            "kind": HappeningKind.MEETING_PLACE,
            "themes": (Theme.VANHEMMUUS,),
            "language": "sv",
            "title_sv": "Familjecafé",
            "about_sv": "Kaffe, lek och någon att prata med.",
            "municipality": "322",
            "place": "Familjehuset, Testvägen 2",
        },
        {"begins": "10:00", "minutes": 120, "topic": "", "times": 4, "every_weeks": 2},
    ),
)
GROUPS: tuple[tuple[str, str, dict[str, Any], dict[str, Any]], ...] = (
    (
        "worker-helsinki",
        "hki",
        {
            "kind": HappeningKind.PEER_GROUP,
            "programme": "nuorten-monialainen",
            "themes": (Theme.VANHEMMUUS, Theme.MURROSIKA),
            "language": "ar",
            "languages": ("so", "fi"),
            "guides": (Guiding.PROFESSIONAL, Guiding.VOLUNTEER),
            "title_fi": "Vanhempien vertaisryhmä arabiaksi ja somaliksi",
            "title_sv": "Kamratgrupp för föräldrar på arabiska och somaliska",
            "title_en": "Parents’ peer group in Arabic and Somali",
            "about_fi": "Kun nuori kasvaa kahden kulttuurin välissä. Lapset voivat tulla mukaan.",
            "rules_fi": "Mitä täällä puhutaan, jää tänne. Jokainen puhuu vain omasta puolestaan.",
            "rules_en": "What we talk about stays here. Everybody speaks for themselves.",
            "municipality": "091",
            "place": "Asukastalo, Testikuja 4",
        },
        {"begins": "17:30", "minutes": 120, "topic": "", "times": 6, "every_weeks": 1},
    ),
    (
        "worker-helsinki",
        "hki",
        {
            "kind": HappeningKind.TRAINING_CAFE,
            "programme": "nuorten-monialainen",
            "audience": Audience.PROFESSIONALS,
            "themes": (Theme.MURROSIKA,),
            "language": "fi",
            "guides": (Guiding.PROFESSIONAL, Guiding.EXPERT_BY_EXPERIENCE),
            "title_fi": "Antirasistinen koulutuskahvila",
            "title_sv": "Antirasistiskt utbildningskafé",
            "about_fi": "Miten kohtaamme nuoren, joka on kokenut rasismia? Kahvia ja keskustelua.",
            "municipality": "091",
            "place": "Koulutustila, Testipolku 5",
        },
        {"begins": "08:30", "minutes": 90, "topic": "", "times": 2, "every_weeks": 4},
    ),
    (
        "coordinator-finfami",
        "finfami",
        {
            "kind": HappeningKind.EXPERTS_BY_EXPERIENCE,
            "themes": (Theme.OMAISET,),
            "language": "fi",
            "guides": (Guiding.EXPERT_BY_EXPERIENCE,),
            "title_fi": "Kokemusasiantuntijoiden iltapäivä",
            "about_fi": "Omaiset kertovat, mikä auttoi, kun vanhempi sairasti.",
            "municipality": "853",
            "place": "Kohtaamispaikka, Testikatu 7",
        },
        {"begins": "14:00", "minutes": 120, "topic": "", "times": 1, "every_weeks": 1},
    ),
    (
        "coordinator-mll",
        "mll-vs",
        {
            "kind": HappeningKind.PEER_GROUP_OPEN,
            "themes": (Theme.JAKSAMINEN,),
            "language": "fi",
            "guides": (Guiding.VOLUNTEER,),
            "title_fi": "Pikkulapsiperheiden avoin vertaisryhmä",
            "about_fi": "Tule silloin kun jaksat. Lapset ovat tervetulleita.",
            "rules_fi": "Kuunnellaan toista loppuun. Neuvoja annetaan vain, kun niitä pyydetään.",
            "municipality": "400",
            "place": "Perhekeskus, Testikatu 9",
        },
        {"begins": "09:30", "minutes": 90, "topic": "", "times": 4, "every_weeks": 2},
    ),
)
TERMS: dict[str, Any] = {"seats": 20, "until_day": None, "until_time": "", "drop_in": True}
OF_GROUP = TERMS | {"seats": 8, "drop_in": False}
REGISTERED_FOR = (HappeningKind.LECTURE, HappeningKind.PEER_GROUP)
COMING: tuple[dict[str, Any], ...] = (
    {"people": 2, "calling_name": "Aino", "phone": "+358401234501", "needs": "Lastenvaunut"},
    {"people": 1, "calling_name": "Kaarlo", "phone": "", "needs": ""},
)


def announce_events(year: Year) -> None:
    """Each from the day after tomorrow on, for everybody to read."""
    for person, home, what, when in (*EVENTS, *GROUPS):
        referral, organisation = year.platform.services["referral"], organisation_id(home)
        plan = partial(_announce, organisation, USUAL | what, when)
        event = referral.execute(plan, somebody(person, home))
        if what["kind"] in REGISTERED_FOR:
            referral.execute(partial(_register, event), Actor("family", organisation))


def _announce(home: Any, what: dict[str, Any], when: dict[str, Any], work: Work) -> UUID:
    happening_id, _ = commands.plan(work, home, **what)
    commands.plan_days(work, happening_id, day=work.today + 2 * A_DAY, **when)
    if what["kind"] in REGISTERED_FOR:
        terms = TERMS if what["kind"] is HappeningKind.LECTURE else OF_GROUP
        registrations.offer_seats(work, happening_id, **terms)
    commands.publish(work, happening_id)
    return happening_id


def _register(happening_id: UUID, work: Work) -> None:
    for place, each in enumerate(COMING):
        key = f"{place}{happening_id.hex}"[:22]
        registrations.register(work, key, happening_id, day=ALL, email="", **each)
