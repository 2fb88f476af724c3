"""Whether what a programme says fits together: ages, the law of vetting, the way of phases.

Each function yields where the fault is, as a path of fields and places in lists, and what is
wrong there, in words that follow the value.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from services.common.codes import SupportKind, VettingRegime
from services.common.programme.asking import question_faults
from services.common.programme.phases import ENDED, Guard, Phase
from services.common.programme.programme import Programme
from services.common.programme.support import Step, Support
from services.common.programme.vocabulary import unknown_codes
from shared.web.sentences import Sentence

Path = tuple[str | int, ...]
Fault = tuple[Path, Sentence]
BELOW_1 = Sentence("is below 1")
TWICE = Sentence("is there twice")
NO_MINIMUM = Sentence("asks for MINIMUM_DURATION, but there are no minimum_months")
CODE = re.compile(r"[a-z][a-z0-9-]*")
WITH_CODES = (
    "phases",
    "exclusions",
    "preconditions",
    "themes",
    "team",
    "indicators",
    "questions",
)
AT_LEAST_1 = (
    "version",
    "minimum_months",
    "commitment_months",
    "promise_days",
    "long_wait_days",
    "quiet_days",
    "follow_up_months",
)


def faults(programme: Programme) -> list[Fault]:
    """Everything that does not fit together; empty when it does."""
    return [fault for check in _CHECKS for fault in check(programme)]


def _code(programme: Programme) -> Iterator[Fault]:
    if not CODE.fullmatch(programme.code):
        yield ("code",), Sentence("is not lower-case letters, digits and hyphens, a letter first")


def _numbers(programme: Programme) -> Iterator[Fault]:
    for name in AT_LEAST_1:
        given = getattr(programme, name)
        if given is not None and given < 1:
            yield (name,), BELOW_1
    often = programme.frequency
    if often and often.min < 1:
        yield ("frequency", "min"), BELOW_1
    if often and often.max < often.min:
        yield ("frequency", "max"), Sentence("is below min {least}", least=often.min)
    for place, indicator in enumerate(programme.indicators):
        if indicator.highest <= indicator.lowest:
            above = Sentence("is not above lowest {lowest}", lowest=indicator.lowest)
            yield ("indicators", place, "highest"), above


def _audience(programme: Programme) -> Iterator[Fault]:
    audience = programme.audience
    if not audience.kinds:
        yield ("audience", "kinds"), Sentence("names nobody")
    youngest, oldest = audience.age_min, audience.age_max
    if youngest is not None and youngest < 0:
        yield ("audience", "age_min"), Sentence("is below 0")
    if oldest is not None and oldest < (youngest or 0):
        limit = "0" if youngest is None else f"age_min {youngest}"
        yield ("audience", "age_max"), Sentence("is below {limit}", limit=limit)


def _team(programme: Programme) -> Iterator[Fault]:
    if programme.support is Support.TEAM and not programme.team:
        yield ("support",), Sentence("needs the professions of its team")


def _vetting(programme: Programme) -> Iterator[Fault]:
    vetting, policy, regime = programme.vetting, programme.policy, programme.vetting.regime
    checked = Step.EXTRACT_CHECK in policy
    for name in vetting.lacks:
        yield ("vetting", name), Sentence("is needed by {regime}", regime=regime)
    if regime is VettingRegime.ORGANISER_MAY_148_2014:
        if checked and policy.index(Step.EXTRACT_CHECK) < _place(policy, Step.CONSENT):
            yield ("policy",), Sentence("asks for EXTRACT_CHECK without CONSENT before it")
    elif Step.CONSENT in policy:
        yield ("policy",), Sentence("asks for CONSENT, which {regime} does not know", regime=regime)
    if checked and not vetting.permits_extract:
        yield ("policy",), Sentence("asks for EXTRACT_CHECK, which is {regime}", regime=regime)
    if regime is VettingRegime.EMPLOYER_MUST_504_2002 and not checked:
        yield ("policy",), Sentence("lacks EXTRACT_CHECK, which {regime} asks for", regime=regime)


def _supporter(programme: Programme) -> Iterator[Fault]:
    regime, kind = programme.vetting.regime, programme.supporter.kind
    if regime is VettingRegime.ORGANISER_MAY_148_2014 and kind != SupportKind.VOLUNTEER:
        yield ("vetting", "regime"), Sentence("is for volunteers, not for {kind}", kind=kind)
    if programme.vetting.employer_sees and kind != SupportKind.PROFESSIONAL:
        yield ("vetting", "regime"), Sentence("is for employees, not for {kind}", kind=kind)


def _uniqueness(programme: Programme) -> Iterator[Fault]:
    for name in WITH_CODES:
        codes = [part.code for part in getattr(programme, name)]
        for place, code in enumerate(codes):
            if code in codes[:place]:
                yield (name, place, "code"), TWICE
    if len(set(programme.policy)) < len(programme.policy):
        yield ("policy",), Sentence("names a step twice")
    tasks: set[str] = set()
    for number, phase in enumerate(programme.phases):
        for place, task in enumerate(phase.tasks):
            if task.code in tasks:
                yield ("phases", number, "tasks", place, "code"), TWICE
            tasks.add(task.code)


def _phases(programme: Programme) -> Iterator[Fault]:
    codes = [phase.code for phase in programme.phases]
    for number, phase in enumerate(programme.phases):
        if phase.code == ENDED:
            yield ("phases", number, "code"), Sentence("is the end, not a phase")
        yield from _exits(number, phase, codes)
        for place, exit_ in enumerate(phase.exits):
            if Guard.MINIMUM_DURATION in exit_.guards and programme.minimum_months is None:
                where: Path = ("phases", number, "exits", place, "guards")
                yield where, NO_MINIMUM
    yield from _reach(programme)


def _exits(number: int, phase: Phase, codes: list[str]) -> Iterator[Fault]:
    for place, exit_ in enumerate(phase.exits):
        where: Path = ("phases", number, "exits", place)
        if exit_.to != ENDED and exit_.to not in codes:
            there = Sentence("is no phase; there are {phases}", phases=", ".join([*codes, ENDED]))
            yield (*where, "to"), there
            continue
        back = exit_.to in codes[: number + 1]
        if back and not exit_.loop:
            yield (*where, "to"), Sentence("leads back, so say loop: true")
        if exit_.loop and not back:
            yield (
                (*where, "loop"),
                Sentence(
                    "is said, but {to} does not come before {code}", to=exit_.to, code=phase.code
                ),
            )


def _reach(programme: Programme) -> Iterator[Fault]:
    reached = {programme.phases[0].code} if programme.phases else set()
    for _ in programme.phases:
        for phase in programme.phases:
            if phase.code in reached:
                reached |= {exit_.to for exit_ in phase.exits}
    for number, phase in enumerate(programme.phases):
        if phase.code not in reached:
            yield ("phases", number, "code"), Sentence("is reached from no other phase")
    if programme.phases and ENDED not in reached:
        yield ("phases",), Sentence("never lead to {end}", end=ENDED)


def _place(policy: Sequence[Step], step: Step) -> int:
    """Where a step stands; after everything when it is not there."""
    return policy.index(step) if step in policy else len(policy)


_CHECKS: tuple[Callable[[Programme], Iterator[Fault]], ...] = (
    _code,
    unknown_codes,
    _numbers,
    _audience,
    _team,
    _vetting,
    _supporter,
    _uniqueness,
    _phases,
    question_faults,
)
