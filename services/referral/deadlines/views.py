"""What a deadline is about, in words that name nobody of a family."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from services.common import catalogue
from services.common.phrases import ages, place
from services.referral.bookings.projections import bookings
from services.referral.bookings.texts import theme
from services.referral.consultations.projections import consultations
from services.referral.family_contacts.projections import contacts
from services.referral.family_contacts.texts import title
from services.referral.package_clock.projections import sessions
from services.referral.packages.projections import packages
from services.referral.packages.texts import title as title_of_package
from services.referral.pairwork.projections import requests
from services.referral.referrals.projections import referrals
from shared.identity.principals import Principal
from shared.web.i18n import gettext, language
from shared.work import Work


def called(work: Work, _who: Principal, things: Collection[UUID]) -> dict[UUID, str]:
    """Of a referral: programme, whom it is for, place; of a family's own contact, the programme; of
    a booked time, a consultation or pair work, the theme."""
    names = catalogue.names_of_programmes(work.db, language())
    rows = work.db.execute(select(referrals).where(referrals.c.referral_id.in_(things)))
    wrote = select(contacts.c.contact_id, contacts.c.programme).where(
        contacts.c.contact_id.in_(things)
    )
    of_contacts = {
        row.contact_id: title(names.get(row.programme, ""), "") for row in work.db.execute(wrote)
    }
    booked = select(bookings.c.booking_id, bookings.c.theme).where(
        bookings.c.booking_id.in_(things)
    )
    of_bookings = {row.booking_id: theme(row.theme) for row in work.db.execute(booked)}
    return {**of_contacts, **of_bookings, **_of_professionals(work, things)} | {
        row.referral_id: " · ".join(
            (
                names.get(row.programme, gettext("Programme not chosen")),
                ages(row.subject_kind, row.age_band),
                place(row.municipality),
            )
        )
        for row in rows
    }


def _of_professionals(work: Work, things: Collection[UUID]) -> dict[UUID, str]:
    keys = (consultations.c.consultation_id, requests.c.pairwork_id)
    queries = (select(key, key.table.c.theme).where(key.in_(things)) for key in keys)
    themes = {row[0]: theme(row.theme) for query in queries for row in work.db.execute(query)}
    return themes | _of_packages(work, things)


def _of_packages(work: Work, things: Collection[UUID]) -> dict[UUID, str]:
    """Of a package and of its sessions, what it is and where."""
    of_sessions = select(sessions.c.session_id, sessions.c.package_id).where(
        sessions.c.session_id.in_(things)
    )
    packages_of = {row.session_id: row.package_id for row in work.db.execute(of_sessions)}
    wanted = {*things, *packages_of.values()}
    rows = work.db.execute(select(packages).where(packages.c.package_id.in_(wanted)))
    names = {row.package_id: title_of_package(row.kind, row.municipality) for row in rows}
    return names | {key: names.get(of, "") for key, of in packages_of.items()}
