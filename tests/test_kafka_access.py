"""On Kafka each user has the rights of its part, and nobody reads what is another's."""

from itertools import product

import pytest

from services.platform.partner_topics import grants
from services.platform.registry import NAMES
from tests.kafka_access import FILE, access_list

USERS = {name: f"user-{name}" for name in NAMES}
PARTNERS = ("library", "club", "club-ii")
GRANTS = grants(users=USERS, partners=PARTNERS)
TOPICS = [f"rinnalla.{name}" for name in NAMES]
OF_PARTNERS = [f"rinnalla.partner.{partner}" for partner in PARTNERS]


def rights(user: str, kind: str) -> set[tuple[str, str]]:
    return {(g.operation, g.name) for g in GRANTS if (g.user, g.kind) == (user, kind)}


def test_the_list_for_review_is_what_is_granted() -> None:
    assert FILE.read_text(encoding="utf-8") == access_list(), "python -m tests.kafka_access"


@pytest.mark.parametrize(("name", "other"), list(product(NAMES, NAMES)))
def test_a_service_writes_its_own_topic_alone(name: str, other: str) -> None:
    writes = ("write", f"rinnalla.{other}") in rights(USERS[name], "topic")
    assert writes is (name == other)


@pytest.mark.parametrize("name", NAMES)
def test_a_service_reads_all_four_topics_in_groups_of_its_own(name: str) -> None:
    assert {t for op, t in rights(USERS[name], "topic") if op == "read"} == set(TOPICS)
    assert rights(USERS[name], "group") == {("read", f"{name}.")}


@pytest.mark.parametrize(("partner", "topic"), list(product(PARTNERS, TOPICS + OF_PARTNERS)))
def test_a_partner_reads_its_own_topic_and_no_other(partner: str, topic: str) -> None:
    is_own = topic == f"rinnalla.partner.{partner}"
    reads = {("read", topic), ("describe", topic)} if is_own else set()
    assert {right for right in rights(partner, "topic") if right[1] == topic} == reads


@pytest.mark.parametrize("partner", PARTNERS)
def test_a_partner_belongs_to_its_own_groups(partner: str) -> None:
    topic = f"rinnalla.partner.{partner}"
    named = {(g.name, g.prefixed) for g in GRANTS if (g.user, g.kind) == (partner, "group")}
    assert named == {(topic, False), (f"{topic}.", True)}


def test_nobody_else_has_any_right() -> None:
    assert {grant.user for grant in GRANTS} == {*USERS.values(), *PARTNERS}
