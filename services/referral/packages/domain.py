"""The rules of a package: who may say what when. Nothing here reads a clock or a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import PackageSide, PackageStatus, PayerKind
from services.referral.package_plans import events as planned
from services.referral.package_plans.events import PlanEvent
from services.referral.package_plans.rules import Plan, begun_from
from services.referral.packages import events
from services.referral.packages.events import PackageEvent
from services.referral.packages.rules import Books, in_numbers, kept_for_others
from shared.kernel.aggregate import Invalid, NotFound, Refused

Happened = list[PackageEvent]
IN_WORK = (PackageStatus.IN_PLANNING, PackageStatus.AGREED)


@dataclass(frozen=True)
class Package:
    """Help made to measure, from the request of a municipality to what came of it."""

    category: ClassVar[str] = "package"

    id: UUID
    requested: events.PackageRequested | None = None
    lead: UUID | None = None
    status: PackageStatus = PackageStatus.REQUESTED
    plan: Plan = field(default_factory=Plan)
    approved: Mapping[PackageSide, int] = field(default_factory=dict)  # the edition of each side
    agreed: Plan | None = None  # the edition that holds
    words: Mapping[UUID, events.PartnerWord] = field(default_factory=dict)  # the last of each
    books: Books = field(default_factory=Books)
    ended: events.PackageCancelled | events.PackageConcluded | None = None
    template: events.TemplateKept | None = None

    @property
    def concerns(self) -> tuple[UUID, ...]:
        home = (self.requested.organisation,) if self.requested else ()
        lead = (self.lead,) if self.lead else ()
        return tuple(dict.fromkeys((*home, *lead, *self.partners)))

    @property
    def partners(self) -> tuple[UUID, ...]:
        """Of the plan as it is now, and of the one that holds."""
        agreed = self.agreed.partners if self.agreed else ()
        return tuple(dict.fromkeys((*agreed, *self.plan.partners)))

    @property
    def request(self) -> events.PackageRequested:
        """Raises `NotFound` where nobody has asked."""
        if self.requested is None:
            raise NotFound
        return self.requested

    @property
    def in_force(self) -> Plan:
        """The plan that both have agreed to; before that, as it is now."""
        return self.agreed or self.plan

    @property
    def is_open(self) -> bool:
        return self.requested is not None and self.status is PackageStatus.REQUESTED

    @property
    def is_in_work(self) -> bool:
        return self.status in IN_WORK

    def side_of(self, organisation: UUID | None) -> PackageSide | None:
        """As which of the two sides it speaks; None: as neither."""
        if organisation is None or self.requested is None:
            return None
        if organisation == self.requested.organisation:
            return PackageSide.MUNICIPALITY
        return PackageSide.LEAD if organisation == self.lead else None

    def ask(self, requested: events.PackageRequested) -> Happened:
        """Say what is needed, or say it anew while nobody has taken it."""
        if self.requested is not None and replace(self.requested, on=requested.on) == requested:
            return []
        self._must_be_open()
        if requested.by_when < requested.on:
            raise Invalid("That day is over.", code="over", field="by_when")
        return [requested]

    def take(self, *, by: UUID, on: date) -> Happened:
        """Plan it: the first organisation that says so. A template begins its plan."""
        if self.lead == by:
            return []
        self._must_be_open()
        taken = events.PackageTaken(package_id=self.id, organisation=by, on=on)
        home, shape, edition = self.request.organisation, self.request.shape, self.plan.edition
        if shape is None:
            return [taken]
        begun = begun_from(shape, self.id, lead=by, municipality=home, edition=edition, on=on)
        return [taken, *begun]

    def give_back(self, reason: str, *, by: UUID, on: date) -> Happened:
        """Let another organisation take it, before anything was agreed."""
        if self.status is not PackageStatus.IN_PLANNING:
            raise Refused("It was agreed or has ended: cancel it or close it.", code="agreed")
        return [events.PackageGivenBack(package_id=self.id, organisation=by, reason=reason, on=on)]

    def change_plan(self, event: PlanEvent) -> Happened:
        """Make a new edition of the plan; one that was agreed holds until both agree anew."""
        self._must_be_in_work()
        if self.plan.says(event):
            return []
        self._must_know(event)
        self.plan.must_take(event)
        return [replace(event, edition=self.plan.edition + 1)]

    def approve(self, edition: int, *, by: UUID, on: date) -> Happened:
        """Agree to the plan as it was in that edition, unless it has changed since."""
        side = self.side_of(by)
        self._must_be_in_work()
        if side is None:
            raise NotFound
        self.plan.must_be_at(edition)
        if self.approved.get(side) == edition:
            return []
        self.plan.must_be_whole()
        approved = events.EditionApproved(
            package_id=self.id, organisation=by, edition=edition, on=on
        )
        others = [number for other, number in self.approved.items() if other != side]
        if edition not in others:
            return [approved]
        agreed = events.PackageAgreed(package_id=self.id, edition=edition, on=on)
        return [approved, agreed]

    def join(self, edition: int, *, by: UUID, on: date) -> Happened:
        """Take part as a partner, as the plan says in that edition; sides wait for nobody."""
        self._must_be_partner(by)
        self.plan.must_be_at(edition)
        last = self.words.get(by)
        if isinstance(last, events.PartnerAgreed) and last.edition == edition:
            return []
        return [events.PartnerAgreed(package_id=self.id, organisation=by, edition=edition, on=on)]

    def decline(self, reason: str, *, by: UUID, on: date) -> Happened:
        """Take no part as a partner, and say why."""
        self._must_be_partner(by)
        last, edition = self.words.get(by), self.plan.edition
        declined = events.PartnerDeclined(
            package_id=self.id, organisation=by, edition=edition, reason=reason, on=on
        )
        is_same = isinstance(last, events.PartnerDeclined) and replace(last, on=on) == declined
        return [] if is_same else [declined]

    def count(self, held: events.SessionHeld, *, now: datetime) -> Happened:
        """Say how many came to a session that was agreed, once it has begun."""
        self.books.must_count(self._agreed_plan(), held, now)
        return [] if self.books.counted_like(held) else [held]

    def pay(self, cost: events.CostIncurred) -> Happened:
        """Write down what was paid: who leads it anything, a payer what it pays itself."""
        self.books.must_pay(self._agreed_plan(), cost, lead=self.lead)
        return [cost]

    def take_cost_back(self, cost_id: UUID, *, by: UUID, on: date) -> Happened:
        """It was written down by mistake: whoever leads it says so, or who wrote it."""
        self._agreed_plan()
        cost = self.books.costs.get(cost_id)
        if cost is None or by not in (self.lead, cost.organisation):
            raise NotFound
        return [events.CostTakenBack(package_id=self.id, cost_id=cost_id, organisation=by, on=on)]

    def cancel(self, reason: str, *, by: UUID, on: date) -> Happened:
        """Either side; nothing of it that is still to come takes place."""
        if self.status is PackageStatus.CANCELLED:
            return []
        if self.status is PackageStatus.CLOSED:
            raise Refused("It has ended already.", code="ended")
        return [events.PackageCancelled(package_id=self.id, organisation=by, reason=reason, on=on)]

    def close(
        self, outcome: str, reached: tuple[UUID, ...], title: str, *, by: UUID, on: date
    ) -> Happened:
        """Say what came of it; with a `title` it is kept for others to begin again."""
        plan = self._agreed_plan()
        if not self.books.held:
            raise Refused("No session was held. Cancel it, and say why.", code="no_session")
        if any(each not in plan.goals for each in reached):
            raise Invalid("Choose goals of this package.", code="no_goal", field="reached")
        concluded = events.PackageConcluded(
            package_id=self.id, organisation=by, outcome=outcome, reached=reached, on=on
        )
        ended: Happened = [concluded, in_numbers(self.request, plan, self.books, by, on)]
        return [*ended, kept_for_others(self.request, plan, title, by, on)] if title else ended

    def evolve(self, event: PackageEvent) -> Self:
        match event:
            case events.PackageRequested():
                return replace(self, requested=event)
            case events.PackageTaken(organisation=lead):
                return replace(self, lead=lead, status=PackageStatus.IN_PLANNING)
            case events.PackageGivenBack():
                return self._open_again()
            case events.PartnerAgreed(organisation=by) | events.PartnerDeclined(organisation=by):
                return replace(self, words={**self.words, by: event})
            case events.EditionApproved(organisation=by, edition=edition):
                side = self.side_of(by)
                approved = {**self.approved, side: edition} if side else self.approved
                return replace(self, approved=approved)
            case events.PackageAgreed():
                return replace(self, agreed=self.plan, status=PackageStatus.AGREED)
            case events.SessionHeld():
                return replace(self, books=self.books.count(event))
            case events.CostIncurred():
                return replace(self, books=self.books.pay(event))
            case events.CostTakenBack(cost_id=cost_id):
                return replace(self, books=self.books.take_back(cost_id))
            case events.PackageCancelled():
                return replace(self, ended=event, status=PackageStatus.CANCELLED)
            case events.PackageConcluded():
                return replace(self, ended=event)
            case events.PackageClosed():
                return replace(self, status=PackageStatus.CLOSED)
            case events.TemplateKept():
                return replace(self, template=event)
            case (
                planned.ScopePlanned()
                | planned.GoalPlanned()
                | planned.PackageSessionPlanned()
                | planned.LineBudgeted()
                | planned.PartDropped()
            ):
                return self._planned(event)
            case _:
                assert_never(event)

    def _open_again(self) -> Self:
        """Nobody plans it: the next organisation begins anew."""
        nobody = replace(self, lead=None, approved={}, words={}, plan=Plan(self.plan.edition))
        return replace(nobody, status=PackageStatus.REQUESTED)

    def _planned(self, event: PlanEvent) -> Self:
        """Whoever is named no more has said nothing."""
        after = replace(self, plan=self.plan.evolve(event))
        still = {key: each for key, each in self.words.items() if key in after.partners}
        return replace(after, words=still)

    def _must_be_partner(self, by: UUID) -> None:
        self._must_be_in_work()
        if by not in self.partners:
            raise NotFound

    def _must_be_open(self) -> None:
        if self.requested is not None and not self.is_open:
            raise Refused("An organisation has taken it, or it has ended.", code="not_open")

    def _must_be_in_work(self) -> None:
        if not self.is_in_work:
            raise Refused("Nobody plans it: it waits, or it has ended.", code="not_in_work")

    def _agreed_plan(self) -> Plan:
        if self.status is not PackageStatus.AGREED or self.agreed is None:
            raise Refused("Both sides have to agree first, or it has ended.", code="not_agreed")
        return self.agreed

    def _must_know(self, event: PlanEvent) -> None:
        """Raise where it names somebody outside, or changes what has happened already."""
        match event:
            case planned.PackageSessionPlanned(session=session):
                self._must_be_unused(session.session_id)
                if session.host not in self.concerns:
                    raise Invalid("Choose who takes part.", code="not_part", field="host")
            case planned.LineBudgeted(line=line):
                if line.organisation not in self._payers(PayerKind(line.payer)):
                    raise Invalid("Choose who takes part.", code="not_part", field="organisation")
            case planned.PartDropped(part_id=part_id):
                self._must_be_unused(part_id)
            case _:
                return

    def _payers(self, kind: PayerKind) -> tuple[UUID | None, ...]:
        match kind:
            case PayerKind.MUNICIPALITY:
                return (self.request.organisation,)
            case PayerKind.OWN_GRANT:
                return (self.lead, *self.plan.partners)
            case PayerKind.OTHER:
                return (None,)

    def _must_be_unused(self, part_id: UUID) -> None:
        if part_id in self.books.used:
            raise Refused("Heads or costs of this were written down already.", code="used")
