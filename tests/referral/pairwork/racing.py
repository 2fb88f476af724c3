"""A family books a time as its worker is offered as a pair for it: one of the two has it."""

from threading import Barrier, Thread
from uuid import UUID

from services.common.codes import BookedBy
from services.platform.demo.people import fixed_id
from services.referral.bookings import commands as bookings, queries
from services.referral.bookings.commands import Chosen
from services.referral.pairwork import commands
from services.referral.receptions.queries import Place
from shared.kernel.aggregate import Refused
from shared.web.public_forms import new_key
from shared.work import Actor, Work
from tests.platform import Stepped
from tests.referral.pairwork.test_way_through import HELPER, a_request
from tests.referral.receptions.planning import planned

MLL, WORKER = fixed_id("organisation:mll-vs"), fixed_id(HELPER)
FAMILY, COORDINATOR = Actor("family", MLL), Actor(str(WORKER), MLL)
ROUNDS = 30


def press_in_pairs(stepped: Stepped) -> None:
    """As often as there are rounds; each time one is told that the other was faster."""
    planned(stepped, begins="07:00", ends="10:00", minutes=60)
    service = stepped.platform.services["referral"]
    requests = [UUID(a_request(stepped)[-36:]) for _ in range(ROUNDS)]
    with service.read_only(FAMILY) as work:
        free = queries.free(work, theme="ero", place=Place(), most=10 * ROUNDS)
    times = [(each, slot) for each, slot in free if slot.begins < "10:00"][:ROUNDS]
    start, won, refused = Barrier(2), list[str](), list[str]()

    def press(number: int, who: str) -> None:
        listed, slot = times[number]

        def book(work: Work) -> None:
            chosen = Chosen(listed.id, slot.day, slot.begins)
            bookings.book(work, new_key(), chosen, theme="ero", booked_by=BookedBy.FAMILY)

        def offer(work: Work) -> None:
            pair, day, begins = requests[number], slot.day, slot.begins
            commands.offer(work, pair, worker=WORKER, day=day, begins=begins, minutes=45)

        start.wait(30)
        try:
            service.execute(*((book, FAMILY) if who == "family" else (offer, COORDINATOR)))
            won.append(who)
        except Refused as no:
            refused.append(no.code)

    def press_all(who: str) -> None:
        for number in range(ROUNDS):
            press(number, who)

    both = [Thread(target=press_all, args=(who,)) for who in ("family", "pair")]
    for each in both:
        each.start()
    for each in both:
        each.join(120)
    assert (len(times), len(won), len(refused)) == (ROUNDS, ROUNDS, ROUNDS)
    assert set(refused) <= {"taken", "busy"}
