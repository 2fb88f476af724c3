"""Facts of help without a referral: a booked time for each day on which its state changed."""

from sqlalchemy import Boolean, Column, Connection, Date, Integer, String, Table, Uuid

from services.common.days import day_of
from services.referral.bookings.events import BookingCounted
from services.referral.consultations.events import ConsultationAnswered
from services.referral.happenings.events import HeadsCounted
from services.referral.packages.events import PackageClosed
from services.referral.pairwork.events import PairWorkHeld
from services.reporting.facts.projections import facts, metadata
from shared.database.upsert import upsert
from shared.store import Recorded

booking_facts = Table(
    "booking_facts",
    metadata,
    Column("booking_id", Uuid, primary_key=True),
    Column("on", Date, primary_key=True),  # it stands so since
    Column("organisation", Uuid, nullable=False, index=True),
    Column("booker_home", Uuid),  # of the professional who booked it; NULL: nobody did
    Column("theme", String(20), nullable=False),
    Column("municipality", String(3), nullable=False),  # empty: online
    Column("day", Date, nullable=False),
    Column("status", String(10), nullable=False),
)
consultation_facts = Table(
    "consultation_facts",
    metadata,
    Column("consultation_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("theme", String(20), nullable=False),
    Column("profession", String(20), nullable=False),
    Column("on", Date, nullable=False),
)
pairwork_facts = Table(
    "pairwork_facts",
    metadata,
    Column("pairwork_id", Uuid, primary_key=True),
    Column("on", Date, primary_key=True),  # it is known so since
    Column("organisation", Uuid, nullable=False, index=True),
    Column("theme", String(20), nullable=False),
    Column("profession", String(20), nullable=False),
    Column("municipality", String(3), nullable=False),
    Column("ngo_minutes", Integer, nullable=False),
    Column("municipal_minutes", Integer, nullable=False),
    Column("day", Date, nullable=False),
)
HEADS = ("children", "young_people", "parents", "professionals", "others")
attendance_facts = Table(
    "attendance_facts",
    metadata,
    Column("happening_id", Uuid, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("themes", String(200), nullable=False),  # with spaces between
    Column("municipality", String(3), nullable=False),  # empty: online
    *[Column(name, Integer, nullable=False) for name in HEADS],
    Column("is_estimate", Boolean, nullable=False),
)
PAID = ("paid_by_municipality", "paid_by_own_grants", "paid_by_others")
package_facts = Table(
    "package_facts",
    metadata,
    Column("package_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("theme", String(20), nullable=False),
    Column("municipality", String(3), nullable=False),
    Column("sessions", Integer, nullable=False),
    *[Column(name, Integer, nullable=False) for name in (*HEADS, *PAID)],  # paid: cents
    Column("on", Date, nullable=False),
)
OF_BOOKING = ("organisation", "booker_home", "theme", "municipality", "day", "status")
OF_CONSULTATION = ("organisation", "theme", "profession", "on")
OF_PAIR = ("organisation", "theme", "profession", "municipality", "day")
MINUTES = ("ngo_minutes", "municipal_minutes")
OF_PACKAGE = ("organisation", "kind", "theme", "municipality", "sessions", *HEADS, *PAID, "on")
OF_DAY = ("organisation", "municipality", *HEADS, "is_estimate")


@facts.on(BookingCounted)
def keep_booking(db: Connection, event: BookingCounted) -> None:
    values = {name: getattr(event, name) for name in OF_BOOKING}
    upsert(db, booking_facts, {"booking_id": event.booking_id, "on": event.on}, values)


@facts.on(ConsultationAnswered)
def keep_consultation(db: Connection, event: ConsultationAnswered) -> None:
    values = {name: getattr(event, name) for name in OF_CONSULTATION}
    upsert(db, consultation_facts, {"consultation_id": event.consultation_id}, values)


@facts.on_message(PairWorkHeld)
def keep_pair_work(db: Connection, event: PairWorkHeld, message: Recorded) -> None:
    values = {name: getattr(event, name) for name in (*OF_PAIR, *MINUTES)}
    key = {"pairwork_id": event.pairwork_id, "on": day_of(message.recorded_at)}
    upsert(db, pairwork_facts, key, values)


@facts.on(PackageClosed)
def keep_package(db: Connection, event: PackageClosed) -> None:
    values = {name: getattr(event, name) for name in OF_PACKAGE}
    upsert(db, package_facts, {"package_id": event.package_id}, values)


@facts.on(HeadsCounted)
def keep_heads(db: Connection, event: HeadsCounted) -> None:
    values = {name: getattr(event, name) for name in OF_DAY}
    values["themes"] = " ".join(event.themes)
    key = {"happening_id": event.happening_id, "day": event.day}
    upsert(db, attendance_facts, key, values)
