"""The list of volunteers after a step was struck out, whichever it is."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, select

from services.common.programme import Step
from services.volunteers.people import events
from services.volunteers.people.projections import register, volunteers
from shared.kernel.events import kind_of
from shared.kernel.sealing import Sealed
from tests.volunteers.examples import ANNA, APPLIED, CONSENTED, INTERVIEWED, REFERENCES, TRAINED

SEALED: Any = Sealed({})
DONE = (replace(INTERVIEWED, recommended=SEALED), REFERENCES, TRAINED, CONSENTED)
SHOWN = {
    Step.INTERVIEW: ("interviewed_on", "recommended"),
    Step.REFERENCES: ("references_on",),
    Step.TRAINING: ("trained_on",),
    Step.CONSENT: ("consented",),
    Step.EXTRACT_CHECK: (),
}


def row_after(engine: Engine, *happened: Any) -> dict[str, Any]:
    with engine.begin() as db:
        register.create(db)
        for event in (APPLIED, *happened):
            register.call(db, event, SimpleNamespace(name=kind_of(event).name))  # type: ignore[arg-type]
        row = dict(db.execute(select(volunteers)).one()._mapping)
        register.metadata.drop_all(db)
    return row


@pytest.mark.parametrize("step", list(Step))
def test_nothing_but_the_step_is_gone(engine: Engine, step: Step) -> None:
    before = row_after(engine, *DONE)
    struck = events.StepEnteredInError(volunteer_id=ANNA, step=step, number=1)
    after = row_after(engine, *DONE, struck)
    beside = {"training_days"}  # how many there are, trained_on says of this one
    changed = {name for name in before if before[name] != after[name]} - beside
    assert changed == {name for name in SHOWN[step] if before[name] not in (None, False)}
