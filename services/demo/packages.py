"""Packages of the demo: a class of Laitila's, closed, and parents of Kemiönsaari, under way.

Phenomena, sessions and sums are invented.
"""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from services.common.codes import PackageAudience, PackageKind, PayerKind, Theme
from services.demo.year import DAY, Year, organisation_id, somebody
from services.referral.package_actuals import commands as actuals
from services.referral.package_planning import commands as planning
from services.referral.packages import commands
from services.referral.packages.domain import Package
from shared.work import Work

LEAD, TOWN = somebody("coordinator-mll", "mll-vs"), somebody("municipal-laitila", "laitila")
LEDARE = somebody("coordinator-folkhalsan", "folkhalsan")
KOMMUN = somebody("municipal-kemionsaari", "kemionsaari")
CLASS: dict[str, Any] = {
    "kind": PackageKind.WORKSHOP_FOR_CLASS,
    "theme": Theme.MURROSIKA,
    "audience": PackageAudience.CLASS,
    "people": 22,
    "municipality": "400",
    "phenomenon": "Seitsemännellä luokalla osa jätetään ulkopuolelle, ja tunneilla on levotonta.",
    "wishes": "Koulupäivän sisällä, ja ilta vanhemmille.",
}
PARENTS: dict[str, Any] = {
    "kind": PackageKind.PEER_GROUP,
    "theme": Theme.JAKSAMINEN,
    "audience": PackageAudience.PARENTS,
    "people": 10,
    "municipality": "322",
    "phenomenon": "Småbarnsföräldrar på ön är ensamma under vintern och orkar inte.",
    "wishes": "På svenska, med barnpassning.",
}
OF_CLASS = (("Ensimmäinen työpaja", 60), ("Toinen työpaja", 53), ("Ilta vanhemmille", 46))
OF_PARENTS = (("Första träffen", 9), ("Andra träffen", -12), ("Tredje träffen", -33))
USUAL: dict[str, Any] = {"is_online": False, "host": None}
OUTCOME = (
    "Luokka teki itselleen säännöt ja pitää niistä kiinni. Vanhemmat perustivat oman ryhmän, ja "
    "kuraattori jatkaa luokan kanssa."
)


def make_to_measure(year: Year) -> None:
    """Laitila's from the request to its closing; Kemiönsaari's has begun."""
    _class_of_laitila(year, year.last)
    _parents_of_kemionsaari(year, year.last)


def _class_of_laitila(year: Year, last: date) -> None:
    def begin(work: Work) -> None:
        package_id, _ = commands.ask(work, by_when=last - timedelta(30), **CLASS)
        plan = partial(
            _plan,
            package_id,
            "Kaksi työpajaa luokalle, niiden välissä välituntitoimintaa, ja ilta vanhemmille.",
            ("Kukaan ei jää välitunnilla yksin.", "Vanhemmat tuntevat toisensa."),
            [
                (title, _on_a_weekday(last - timedelta(ago)), "Koulu, luokka 12")
                for title, ago in OF_CLASS
            ],
            (
                ("Ohjaajat", PayerKind.MUNICIPALITY, "", "900.00"),
                ("Suunnittelu", PayerKind.OWN_GRANT, "", "300.00"),
                ("Iltapala vanhemmille", PayerKind.OTHER, "Kirjaston ystävät", "80.00"),
            ),
        )
        agree, town = partial(_agree, package_id), last - timedelta(74)
        year.plan(last - timedelta(80), "referral", LEAD, plan)
        year.plan(town, "referral", TOWN, partial(_move, package_id, -50, last))
        for day, by in ((town + DAY, LEAD), (town + 2 * DAY, TOWN)):
            year.plan(day, "referral", by, agree)
        year.plan(last - timedelta(40), "referral", LEAD, partial(_write, package_id, (22, 22, 0)))
        year.plan(last - timedelta(35), "referral", LEAD, partial(_close, package_id))

    year.plan(last - timedelta(90), "referral", TOWN, begin)


def _parents_of_kemionsaari(year: Year, last: date) -> None:
    def begin(work: Work) -> None:
        package_id, _ = commands.ask(work, by_when=last + timedelta(40), **PARENTS)
        plan = partial(
            _plan,
            package_id,
            "Tre kvällar med en ledare och barnpassning i rummet bredvid.",
            ("Föräldrarna har någon att ringa.",),
            [
                (title, _on_a_weekday(last - timedelta(ago)), "Familjehuset")
                for title, ago in OF_PARENTS
            ],
            (
                ("Ledare", PayerKind.OWN_GRANT, "", "450.00"),
                ("Barnpassning", PayerKind.MUNICIPALITY, "", "240.00"),
            ),
        )
        year.plan(last - timedelta(20), "referral", LEDARE, plan)
        for ago, by in ((16, LEDARE), (14, KOMMUN)):
            agree = partial(_agree, package_id)
            year.plan(last - timedelta(ago), "referral", by, agree)
        year.plan(last - timedelta(8), "referral", LEDARE, partial(_write, package_id, (0,)))

    year.plan(last - timedelta(28), "referral", KOMMUN, begin)


def _plan(
    package_id: UUID,
    scope: str,
    goals: tuple[str, ...],
    sessions: list[tuple[str, date, str]],
    lines: tuple[tuple[str, PayerKind, str, str], ...],
    work: Work,
) -> None:
    commands.take(work, package_id)
    planning.plan_scope(work, package_id, scope=scope, partners=_partners(work))
    for goal in goals:
        planning.plan_goal(work, package_id, goal=goal)
    for title, day, place in sessions:
        when = {"day": day, "begins": "10:00", "minutes": 90, "place": place}
        planning.plan_session(work, package_id, title=title, **when, **USUAL)
    for purpose, payer, funder, amount in lines:
        planning.budget_line(
            work,
            package_id,
            purpose=purpose,
            payer=payer,
            organisation=None,
            funder=funder,
            amount=Decimal(amount),
        )


def _partners(work: Work) -> list[UUID]:
    """MLL does it together with KOTA, Folkhälsan alone."""
    is_mll = work.actor.organisation == organisation_id("mll-vs")
    return [organisation_id("kota")] if is_mll else []


def _move(package_id: UUID, ago: int, last: date, work: Work) -> None:
    """The school would like the second workshop on another day: a new edition."""
    plan = work.load(Package(package_id))[0].plan
    session = plan.in_order[1]
    planning.replan_session(
        work,
        package_id,
        session_id=session.session_id,
        title=session.title,
        day=_on_a_weekday(last + timedelta(ago)),
        begins="12:00",
        minutes=session.minutes,
        place=session.place,
        **USUAL,
    )


def _on_a_weekday(day: date) -> date:
    """That day, or the Friday before it."""
    return day - max(day.weekday() - 4, 0) * DAY


def _agree(package_id: UUID, work: Work) -> None:
    edition = work.load(Package(package_id))[0].plan.edition
    commands.approve(work, package_id, edition=edition)


def _write(package_id: UUID, children: tuple[int, ...], work: Work) -> None:
    """Who came, and what was paid so far."""
    plan = work.load(Package(package_id))[0].in_force
    for session, number in zip(plan.in_order, children, strict=False):
        heads = {"young_people": number, "parents": 0 if number else 14, "professionals": 2}
        more = {"children": 0, "others": 0, "is_estimate": not number}
        actuals.count(work, package_id, session_id=session.session_id, **heads, **more)
    for line in plan.lines.values():
        is_over = line.payer == PayerKind.OTHER
        actuals.pay(
            work,
            package_id,
            line_id=line.line_id,
            day=work.today,
            amount=Decimal("92.40") if is_over else line.amount / 2,
            purpose=line.purpose,
        )


def _close(package_id: UUID, work: Work) -> None:
    goals = tuple(work.load(Package(package_id))[0].in_force.goals)
    actuals.close(
        work, package_id, outcome=OUTCOME, reached=goals[:1], title="Rauhaa seitsemännelle luokalle"
    )
