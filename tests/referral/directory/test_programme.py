from dataclasses import replace
from uuid import UUID, uuid4

from services.common.programme import ENDED, Condition, Exit, Phase, Tool
from services.referral.directory.events import ProgrammePublished
from shared.kernel.events import decode, encode
from shared.kernel.sealing import Open
from tests.referral.directory.examples import PROGRAMME, PROVIDER, WORDS


def test_a_programme_comes_back_from_storage_as_it_was() -> None:
    event = ProgrammePublished(programme_id=UUID(int=9), provider=PROVIDER, programme=PROGRAMME)
    stored = encode(event, uuid4(), Open())
    assert decode("programme.published", 1, stored, Open()) == event


def test_a_name_is_said_in_the_readers_language() -> None:
    names = [PROGRAMME.name_in(locale) for locale in ("fi", "sv_FI", "en-GB")]
    assert names == ["Soutukaveri", "Roddkompis", "Rowing friend"]


def test_what_has_no_swedish_is_said_in_finnish() -> None:
    assert replace(PROGRAMME.name, sv="").said_in("sv") == "Soutukaveri"


def test_the_limits_of_age_are_included() -> None:
    assert [PROGRAMME.age_fits(age) for age in (5, 6, 17, 18)] == [False, True, True, False]


def test_without_limits_every_age_fits() -> None:
    anyone = replace(PROGRAMME.audience, age_min=None, age_max=None)
    assert [anyone.age_fits(age) for age in (0, 99)] == [True, True]


def test_next_phases_leave_out_the_end() -> None:
    assert [exit_.to for exit_ in PROGRAMME.next_phases("LAKE")] == ["SHORE"]


def test_the_end_is_an_exit_of_its_phase() -> None:
    lake = PROGRAMME.phase("LAKE")
    assert lake is not None
    assert lake.exit(ENDED) is not None


def test_unless_it_says_so_a_phase_is_needed_a_way_out_leads_on_and_a_tool_is_a_choice() -> None:
    out, tool = Exit(to="SKY"), Tool(code="map", name=WORDS)
    phase = Phase(code="LAKE", name=WORDS, exits=(Exit(to="SHORE", loop=True), out))
    assert (phase.exit("SKY"), phase.exit("SEA")) == (out, None)
    assert (phase.optional, out.loop, tool.mandatory) == (False, False, False)


def test_there_is_no_next_phase_of_one_that_is_not_there() -> None:
    assert (PROGRAMME.phase("SKY"), PROGRAMME.next_phases("SKY")) == (None, ())


def test_a_condition_on_a_list_asks_for_one_of_it() -> None:
    speaks = Condition(field="languages", values=("fi",))
    assert [speaks.met_by(("sv", "fi")), speaks.met_by(("sv",)), speaks.met_by(None)] == [
        True,
        False,
        False,
    ]


def test_a_condition_reads_true_as_a_word() -> None:
    condition = Condition(field="family_need_known", values=("true",))
    assert [condition.met_by(True), condition.met_by(False)] == [True, False]
