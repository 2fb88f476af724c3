"""Two families press the same time at once, a hundred times over: one each has it."""

from datetime import timedelta
from threading import Barrier, Thread

from services.common.codes import BookedBy
from services.platform.demo.people import fixed_id
from services.referral.bookings import commands, queries
from services.referral.bookings.commands import Chosen
from services.referral.receptions.queries import Place
from shared.kernel.aggregate import Refused
from shared.web.public_forms import new_key
from shared.work import Actor
from tests.platform import Stepped
from tests.referral.receptions.planning import planned

MLL = fixed_id("organisation:mll-vs")
FAMILY = Actor("family", MLL)
PAIRS = 100


def press_in_pairs(stepped: Stepped) -> None:
    planned(stepped, ends="22:00", minutes=15)
    service = stepped.platform.services["referral"]
    start, outcomes = Barrier(2), list[bool]()

    def press(chosen: Chosen) -> None:
        start.wait(30)
        try:
            service.execute(
                lambda work: commands.book(
                    work, new_key(), chosen, theme="ero", booked_by=BookedBy.FAMILY
                ),
                FAMILY,
            )
            outcomes.append(True)
        except Refused as refused:
            assert refused.code == "taken"
            outcomes.append(False)

    def press_all(times: list[Chosen]) -> None:
        for each in times:
            press(each)

    with service.read_only(FAMILY) as work:
        free = queries.free(work, theme="ero", place=Place(), most=PAIRS)
    times = [Chosen(listed.id, slot.day, slot.begins) for listed, slot in free]
    pair = [Thread(target=press_all, args=(times,)) for _ in range(2)]
    for each in pair:
        each.start()
    for each in pair:
        each.join(120)
    assert (len(times), outcomes.count(True), outcomes.count(False)) == (PAIRS, PAIRS, PAIRS)
    stepped.settle()
    with service.read_only(FAMILY) as work:
        left = queries.free(work, theme="ero", place=Place(), most=2 * PAIRS)
    assert not {slot.starts_at for _, slot in free} & {slot.starts_at for _, slot in left}
    assert free[-1][1].day - free[0][1].day >= timedelta(weeks=2)
