"""A programme's text changed in one place, written anew, compared, and its draft's rules."""

from uuid import UUID

import pytest

from services.common.codes import Role
from services.common.programme import Programme
from services.common.programme.differences import differences
from services.common.programme.document import parsed, rewritten
from services.common.programme.fields import SECTIONS, fields_in, fields_of, section_of
from services.common.programme.filling import fill, shown
from services.common.programme.loader import PROGRAMMES, Faulty, load_programmes, read_programme
from services.common.programme.writing import text_of
from services.referral.programme_drafts import policy
from services.referral.programme_drafts.domain import ProgrammeDraft
from services.referral.programme_drafts.events import (
    DraftBegun,
    DraftDiscarded,
    DraftPublished,
    DraftWritten,
)
from services.referral.programme_drafts.rules import ORDER, Heading, heading, next_version
from services.referral.programme_forms.texts import LABELS
from shared.identity.principals import Principal
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given

DRAFT, MLL, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
TEXTS = {path.stem: path.read_text() for path in sorted(PROGRAMMES.glob("*.yaml"))}
BEGUN = DraftBegun(
    draft_id=DRAFT, organisation=MLL, basis="", code="koira", title="Koira", yaml="code: koira\n"
)
WRITTEN = DraftWritten(draft_id=DRAFT, code="kissa", title="", yaml="code: kissa\n")
PUBLISHED = DraftPublished(draft_id=DRAFT, code="koira", version=1)


def typed(text: str, section: str, **changed: list[str]) -> str:
    """The text after its form was sent with these changes."""
    fields = fields_in(section)
    values = shown(fields, parsed(text)) | changed
    return rewritten(text, lambda node: fill(fields, node, values), ORDER)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_form_that_is_sent_untouched_leaves_every_letter(text: str, section: str) -> None:
    assert typed(text, section) == text


@pytest.mark.parametrize(
    ("section", "changed", "old", "new"),
    [
        ("audience", {"audience.age_max": ["16"]}, "  age_max: 17", "  age_max: 16"),
        ("audience", {"audience.age_max": [""]}, "  age_min: 6\n  age_max: 17", "  age_min: 6"),
        ("course", {"frequency.min": ["often"]}, "{min: 2,", "{min: often,"),
        ("figures", {"reports": ["M01; M02"]}, "[M01, M02, M03, M05, M09, M10, M11]", "[M01, M02]"),
        ("basics", {"name.fi": ["Uusi: nimi"]}, "fi: Kaveritoiminta,", "fi: 'Uusi: nimi',"),
        ("support", {"policy": ["TRAINING", "INTERVIEW"]}, None, "policy: [INTERVIEW, TRAINING]"),
        ("ways-in", {"exclusions.0.overridable": []}, "overridable: true", "overridable: false"),
    ],
)
def test_only_the_field_that_was_typed_is_written_anew(
    section: str, changed: dict[str, list[str]], old: str | None, new: str
) -> None:
    text = TEXTS["kaveri"]
    after = typed(text, section, **changed)
    assert new in after
    if old:
        assert after == text.replace(old, new)


def test_a_row_comes_and_goes_and_comments_of_others_stay() -> None:
    text = TEXTS["kaveri"]
    phase = {"phases.0.code": ["A"], "phases.0.name.fi": ["Alku"]}
    longer = typed(text, "course", **phase)
    assert "phases:\n  - code: A\n    name: {fi: Alku}\n" in longer
    assert "# The source contradicts itself" in longer
    assert typed(longer, "course", **{"phases.0.remove": ["yes"]}) == text
    without = typed(text, "ways-in", **{"exclusions.0.remove": ["yes"]})
    assert "exclusions" not in without


@pytest.mark.parametrize("programme", load_programmes(), ids=lambda each: each.code)
def test_a_published_programme_is_written_as_a_text_that_reads_the_same(
    programme: Programme,
) -> None:
    assert read_programme(text_of(programme)) == programme
    following = read_programme(next_version(programme))
    assert following.version == programme.version + 1
    assert differences(programme, following) == []


def test_a_difference_names_the_field_and_both_values() -> None:
    before = read_programme(TEXTS["kaveri"])
    after = read_programme(
        TEXTS["kaveri"]
        .replace("age_max: 17", "age_max: 16")
        .replace("overridable: true", "overridable: false")
        .replace("[gas, 3x10d.6, 3x10d.10]", "[3x10d.6, 3x10d.10]")
    )
    listed = [(each.field.name, each.before, each.after) for each in differences(before, after)]
    assert listed == [
        ("age_max", 17, 16),
        ("overridable", True, False),
        ("indicators", before.indicators[0], None),
    ]


def test_what_does_not_fit_together_is_told_with_what_is_missing() -> None:
    text = TEXTS["kaveri"].replace("age_max: 17", "age_max: 5").replace("provider: mll-vs\n", "")
    with pytest.raises(Faulty) as refused:
        read_programme(text)
    assert [fault.field for fault in refused.value.faults] == ["provider", "audience.age_max"]


def test_every_field_stands_in_one_section_and_has_a_label() -> None:
    fields = fields_of(Programme)
    assert sorted(field.name for field in fields) == sorted(sum(SECTIONS.values(), ()))
    names = {f"{field.owner}.{field.name}" for field in fields}
    names |= {f"{f.owner}.{f.name}" for field in fields for f in field.fields}
    assert names - LABELS.keys() == set()
    assert section_of("phases") == "course"


def test_a_text_that_cannot_be_read_is_called_nothing() -> None:
    assert heading("name: {fi: Koira}\ncode: koira\n") == Heading("koira", "Koira")
    for text in ("[", "name: Koira\n", "code: 7\n", "a: &b 1\n"):
        assert heading(text) == Heading()


def test_a_draft_is_written_until_it_is_published_or_thrown_away() -> None:
    draft = given(ProgrammeDraft(DRAFT), BEGUN)
    assert draft.begin(BEGUN) == []
    assert draft.write(WRITTEN) == [WRITTEN]
    assert given(draft, WRITTEN).write(WRITTEN) == []
    assert draft.publish("koira", 1) == [PUBLISHED]
    for ending in (PUBLISHED, DraftDiscarded(draft_id=DRAFT)):
        ended = given(ProgrammeDraft(DRAFT), BEGUN, ending)
        with pytest.raises(Refused):
            ended.write(WRITTEN)
        with pytest.raises(Refused):
            ended.publish("koira", 2)
    assert given(draft, DraftDiscarded(draft_id=DRAFT)).discard() == []


def test_a_draft_is_edited_by_those_whose_it_is_and_by_the_region() -> None:
    def may(organisation: UUID | None, role: Role = Role.ADMINISTRATOR) -> bool:
        who = Principal(UUID(int=9), "person", "x", organisation, frozenset({role}))
        return policy.edits.allows(who, given(ProgrammeDraft(DRAFT), BEGUN))

    assert (may(MLL), may(None), may(OTHER)) == (True, True, False)
    assert not may(MLL, Role.NGO_COORDINATOR)
    nobodys = Principal(UUID(int=9), "person", "x", None, frozenset({Role.ADMINISTRATOR}))
    assert not policy.edits.allows(nobodys, ProgrammeDraft(DRAFT))
