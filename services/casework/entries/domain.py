"""The rules of one entry. Whether its day lies within the case, the case says."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self, assert_never
from uuid import UUID

from services.casework.entries import events, rules
from services.casework.entries.rules import EntryFacts, WrittenCase
from services.common.codes import EntryStatus
from services.common.disclosing import Parties, PartOfSupport
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class Entry(PartOfSupport):
    """One entry: recorded once, settled when it waited, corrected as often as needed."""

    category: ClassVar[str] = "entry"

    id: UUID
    parties: Parties | None = None  # of its case; None: while it is only looked at
    held: EntryFacts | None = None  # what holds of it
    by_supporter: bool = False
    is_error: bool = False

    @property
    def facts(self) -> EntryFacts:
        """What holds of it now; refused when there is no such entry."""
        if self.held is None:
            raise Refused("There is no such entry.", code="no_such_entry")
        return self.held

    @property
    def waits(self) -> bool:
        return not self.is_error and self.facts.status is EntryStatus.PLANNED

    def record(
        self, facts: EntryFacts, written: WrittenCase, *, by_supporter: bool
    ) -> list[events.EntryEvent]:
        if self.held:
            return []
        rules.must_make_sense(facts)
        counted = rules.counted(facts, written)
        recorded = events.EntryRecorded(entry_id=self.id, by_supporter=by_supporter, **counted)
        return [recorded, rules.note(self.id, facts, written)]

    def settle(
        self, status: EntryStatus, written: WrittenCase, *, outcome: str = ""
    ) -> list[events.EntryEvent]:
        """Say what came of it; nothing when that is what was said before."""
        before = self._current()
        facts = replace(before, status=status, outcome=outcome or before.outcome)
        if facts == before:
            return []
        if before.status is not EntryStatus.PLANNED:
            raise Refused("What came of it was said. Correct the entry.", code="settled")
        if status is EntryStatus.PLANNED:
            raise Invalid("Say what came of it.", code="status", missing=["status"])
        settled = events.EntrySettled(
            entry_id=self.id,
            case_id=written.case_id,
            organisation=written.organisation,
            kind=facts.kind,
            held_on=facts.held_on,
            status=status,
        )
        return [settled, rules.note(self.id, facts, written)]

    def correct(
        self, facts: EntryFacts, written: WrittenCase, *, reason: str
    ) -> list[events.EntryEvent]:
        """Say what holds instead; nothing when nothing differs."""
        before = self._current()
        rules.must_make_sense(facts)
        decided: list[events.EntryEvent] = []
        if rules.counted(facts, written) != rules.counted(before, written):
            counted = rules.counted(facts, written)
            corrected = events.EntryCorrected(
                entry_id=self.id, by_supporter=self.by_supporter, **counted
            )
            decided.append(corrected)
        if rules.note(self.id, facts, written) != rules.note(self.id, before, written):
            decided.append(rules.note(self.id, facts, written))
        return [self._explained(written, reason), *decided] if decided else []

    def enter_in_error(self, written: WrittenCase, *, reason: str) -> list[events.EntryEvent]:
        """Say that it never was; once."""
        if self.is_error:
            return []
        self._current()
        error = events.EntryEnteredInError(
            entry_id=self.id, case_id=written.case_id, organisation=written.organisation
        )
        return [self._explained(written, reason), error]

    def evolve(self, event: events.EntryEvent) -> Self:
        match event:
            case events.EntryRecorded() | events.EntryCorrected():
                held = self._with(event, "kind held_on status minutes party cost_kind costs")
                return replace(held, by_supporter=event.by_supporter)
            case events.EntryNoted():
                return self._with(event, "circle for_family began_at agreed_on whom text outcome")
            case events.EntrySettled():
                return self._with(event, "status")
            case events.EntryEnteredInError():
                return replace(self, is_error=True)
            case events.EntryCorrectionExplained():
                return self
            case _:
                assert_never(event)

    def _with(self, event: Any, names: str) -> Self:
        values = {name: getattr(event, name) for name in names.split()}
        held = replace(self.held, **values) if self.held else EntryFacts(**values)
        return replace(self, held=held)

    def _current(self) -> EntryFacts:
        if self.is_error:
            raise Refused("It was entered in error; record it anew.", code="in_error")
        return self.facts

    def _explained(self, written: WrittenCase, reason: str) -> events.EntryCorrectionExplained:
        if not reason.strip():
            raise Invalid("Say why.", code="reason", missing=["reason"])
        return events.EntryCorrectionExplained(
            entry_id=self.id,
            case_id=written.case_id,
            subject_id=written.subject_id,
            reason=reason.strip(),
        )
