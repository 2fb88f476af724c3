"""Faults are told with file, line, field and value; TEXT is a programme without any."""

from pathlib import Path

import pytest

from services.common.labels import LOCALES
from services.common.programme import ENDED, Guard, Programme, Step
from services.common.programme.loader import Faulty, load_programmes, read_programme

TEXT = """\
code: rowing
version: 1
name: {fi: Soutukaveri}
summary: {fi: Soudetaan yhdessä.}
provider: boats
provider_kind: VOLUNTEER_GUIDED
controller_scenario: A
audience:
  kinds: [CHILD]
  age_min: 6
  age_max: 17
support: MATCHED
vetting:
  regime: NOT_PERMITTED
policy: [INTERVIEW, TRAINING]
phases:
  - code: SHORE
    name: {fi: Ranta}
    tasks: [{code: R1, name: {fi: Köydet}}]
  - code: LAKE
    name: {fi: Järvi}
  - code: ISLAND
    name: {fi: Saari}
    optional: true
indicators: [gas]
"""


def faults(text: str) -> list[str]:
    with pytest.raises(Faulty) as refused:
        read_programme(text, file="rowing.yaml")
    return [str(fault) for fault in refused.value.faults]


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def exits(programme: Programme) -> dict[str, list[str]]:
    return {phase.code: [exit_.to for exit_ in phase.exits] for phase in programme.phases}


def test_a_programme_is_read_from_its_file() -> None:
    programme = read_programme(TEXT)
    assert (programme.code, programme.audience.age_max) == ("rowing", 17)


DAYS_AND_MONTHS = {
    "promise_days": 7,
    "long_wait_days": 30,
    "quiet_days": 30,
    "follow_up_months": 6,
}


def test_what_a_file_leaves_unsaid_of_days_and_months_is_usual() -> None:
    programme = read_programme(TEXT)
    assert {name: getattr(programme, name) for name in DAYS_AND_MONTHS} == DAYS_AND_MONTHS


@pytest.mark.parametrize("name", [*DAYS_AND_MONTHS, "minimum_months", "commitment_months"])
def test_days_and_months_are_at_least_one(name: str) -> None:
    assert getattr(read_programme(f"{TEXT}{name}: 1\n"), name) == 1
    assert faults(f"{TEXT}{name}: 0\n") == [f"rowing.yaml:26 {name}: 0 is below 1"]


def test_phases_without_exits_lead_on_over_optional_ones() -> None:
    expected = {"SHORE": ["LAKE"], "LAKE": ["ISLAND", ENDED], "ISLAND": [ENDED]}
    assert exits(read_programme(TEXT)) == expected


def test_a_phase_with_tasks_is_left_when_they_are_done() -> None:
    shore, lake = read_programme(TEXT).phases[:2]
    assert [exit_.guards for exit_ in (*shore.exits, *lake.exits)] == [(Guard.TASKS_DONE,), (), ()]


def test_a_policy_left_out_is_the_usual_one_of_the_regime() -> None:
    text = changed("policy: [INTERVIEW, TRAINING]\n", "")
    assert read_programme(text).policy == (Step.INTERVIEW, Step.TRAINING)


def test_a_shared_measure_is_named_by_its_code_alone() -> None:
    text = changed("[gas]", "[3x10d]")
    codes = [indicator.code for indicator in read_programme(text).indicators]
    assert codes == [f"3x10d.{number}" for number in range(1, 11)]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("age_max: 17", "age_max: 5", "11 audience.age_max: 5 is below age_min 6"),
        ("age_min: 6", "age_min: six", "10 audience.age_min: six is not a whole number"),
        ("[CHILD]", "[CAT]", "9 audience.kinds[0]: CAT is not one of CHILD, YOUNG_PERSON, PARENT,"),
        ("kinds: [CHILD]", "kinds: CHILD", "9 audience.kinds: CHILD is not a list"),
        ("kinds: [CHILD]", "kinds: []", "9 audience.kinds: names nobody"),
        ("provider: boats\n", "", "1 provider: is missing"),
        ("version: 1", "version: 0", "2 version: 0 is below 1"),
        ("code: rowing", "code: Row ing", "1 code: Row ing is not lower-case letters"),
        ("support: MATCHED", "support: MAYBE", "12 support: MAYBE is not one of MATCHED, TEAM, NO"),
        ("support: MATCHED", "support: TEAM", "12 support: TEAM needs the professions"),
        ("indicators: [gas]", "colour: blue", "25 colour: is not a field here"),
        ("[gas]", "[joy]", "25 indicators[0]: joy is no shared indicator"),
        ("optional: true", "optional: perhaps", "24 phases[2].optional: perhaps is not true or fa"),
        ("code: ISLAND", "code: LAKE", "22 phases[2].code: LAKE is there twice"),
        ("{fi: Järvi}", "{sv: Sjö}", "21 phases[1].name.fi: is missing"),
        ("[INTERVIEW, TRAINING]", "[DANCE]", "15 policy[0]: DANCE is not one of INTERVIEW, REFER"),
    ],
)
def test_a_fault_names_line_field_and_value(old: str, new: str, fault: str) -> None:
    (line,) = faults(changed(old, new))[-1:]
    assert line.startswith(f"rowing.yaml:{fault}")


@pytest.mark.parametrize(
    ("vetting", "policy", "fault"),
    [
        ("NOT_PERMITTED", "[EXTRACT_CHECK]", "asks for EXTRACT_CHECK, which is NOT_PERMITTED"),
        ("NOT_PERMITTED", "[CONSENT]", "asks for CONSENT, which NOT_PERMITTED does not know"),
        ("EMPLOYER_MUST_504_2002", "[INTERVIEW]", "lacks EXTRACT_CHECK, which EMPLOYER_MUST"),
        ("EMPLOYER_MAY_504_2002", "[CONSENT]", "asks for CONSENT, which EMPLOYER_MAY_504_2002"),
        ("ORGANISER_MAY_148_2014", "[EXTRACT_CHECK, CONSENT]", "asks for EXTRACT_CHECK without"),
    ],
)
def test_the_policy_fits_the_law(vetting: str, policy: str, fault: str) -> None:
    text = changed("NOT_PERMITTED", vetting).replace("[INTERVIEW, TRAINING]", policy)
    assert any(f"15 policy: {fault}" in line for line in faults(text))


def test_an_organiser_may_look_only_when_all_is_set() -> None:
    wrong = faults(changed("NOT_PERMITTED", "ORGANISER_MAY_148_2014"))
    names = "cond_regular cond_personal cond_alone guideline_ref guideline_approved_on"
    assert wrong == [
        f"rowing.yaml:13 vetting.{name}: is needed by ORGANISER_MAY_148_2014"
        for name in [*names.split(), "announced_in_recruitment"]
    ]


@pytest.mark.parametrize(
    ("exits", "fault"),
    [
        ("[{to: SEA}]", "22 phases[1].exits[0].to: SEA is no phase; there are SHORE, LAKE, ISLAND"),
        ("[{to: SHORE}, {to: ISLAND}]", "22 phases[1].exits[0].to: SHORE leads back, so say loop"),
        ("[{to: ISLAND, loop: true}]", "22 phases[1].exits[0].loop: true is said, but ISLAND does"),
        ("[{to: ENDED}]", "23 phases[2].code: ISLAND is reached from no other phase"),
        (
            "[{to: ISLAND, guards: [MINIMUM_DURATION]}]",
            "22 phases[1].exits[0].guards: asks for MINIMUM_DURATION, but there are no",
        ),
    ],
)
def test_the_way_through_the_phases_fits_together(exits: str, fault: str) -> None:
    text = changed("  - code: ISLAND", f"    exits: {exits}\n  - code: ISLAND")
    assert any(line.startswith(f"rowing.yaml:{fault}") for line in faults(text))


def test_phases_that_never_end_are_a_fault() -> None:
    text = changed("    optional: true\n", "    exits: [{to: SHORE, loop: true}]\n")
    assert faults(text) == ["rowing.yaml:16 phases: never lead to ENDED"]


def test_broken_yaml_is_a_fault_with_its_line() -> None:
    assert faults("code: [rowing\nversion: 1\n")[0].startswith("rowing.yaml:2 ")


def test_a_field_written_twice_is_a_fault_with_its_line() -> None:
    assert faults(TEXT + "version: 2\n")[0].startswith(
        "rowing.yaml:26 The same field is here twice."
    )


def test_a_text_that_holds_no_fields_is_a_fault() -> None:
    assert faults("- rowing\n") == ["rowing.yaml:1 This is not a mapping of fields."]


def test_all_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(changed("age_max: 17", "age_max: 5"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(changed("version: 1", "version: x"), encoding="utf-8")
    with pytest.raises(Faulty) as refused:
        load_programmes(tmp_path)
    assert str(refused.value).split("\n") == [
        "a.yaml:11 audience.age_max: 5 is below age_min 6",
        "b.yaml:2 version: x is not a whole number",
    ]


def test_two_files_cannot_hold_the_same_programme(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    with pytest.raises(Faulty, match=r"b.yaml:1 code: rowing is in another file too"):
        load_programmes(tmp_path)


def test_every_programme_of_the_region_loads() -> None:
    assert [programme.code for programme in load_programmes()] == [
        "amm-tukihenkilo-vanhempi",
        "amm-tukihenkilo",
        "arvioiva-perhetyo",
        "kaveri",
        "korjaava-perhetyo",
        "nuorten-monialainen",
        "perhekummi",
        "perhelinja",
        "rinnallakulkija",
        "sahlyjengi",
        "ystavaksi",
    ]


def test_every_programme_of_the_region_is_named_in_every_language() -> None:
    names = [p.name for p in load_programmes()] + [p.summary for p in load_programmes()]
    assert [name for name in names if not all(getattr(name, at) for at in LOCALES)] == []


def test_the_professional_support_person_has_sixteen_tasks() -> None:
    (programme,) = (p for p in load_programmes() if p.code == "amm-tukihenkilo")
    codes = [task.code for phase in programme.phases for task in phase.tasks]
    assert codes == [f"T{number}" for number in range(1, 17)]
