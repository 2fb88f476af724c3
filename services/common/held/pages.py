"""What a service holds of somebody, for the officer's page alone: `POST /<service>/held`."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from services.common.codes import Role
from services.common.held.collecting import Held, Question, entries
from services.common.held.looks import looks
from shared.accesslog import chain
from shared.identity.access import Access
from shared.kernel.codec import to_json
from shared.web.access_log import note_listed
from shared.web.api import read_only, service, uuid_of
from shared.web.pages import Pages
from shared.work import Work

OFFICERS = Access(roles=frozenset({Role.DATA_PROTECTION_OFFICER}), needs_token=False)


def held_pages(name: str) -> Pages:
    """The route by which the officer's page asks this service; it answers for itself."""
    pages = Pages("held", f"/{name}")

    def show() -> ResponseReturnValue:
        """Entries and looks of the person in this service, in the reader's language."""
        return jsonify(to_json(held(question_of(request.form))))

    pages.route("/held", methods=["POST"], may=OFFICERS)(show)
    return pages


def held(question: Question) -> Held:
    """All that this service holds of the person, and who has looked."""
    chain.extend(service().database)  # what was seen a moment ago counts too
    note_listed(question.persons | question.things)

    def read(work: Work) -> Held:
        ids = question.persons | question.things
        return Held(tuple(entries(work, question)), tuple(looks(work, ids)))

    return read_only(read)


def form_of(question: Question) -> dict[str, str]:
    """The question as a form carries it; ids and a name, in the body alone."""
    return {
        "persons": _ids(question.persons),
        "things": _ids(question.things),
        "judged": _ids(question.judged),
        "name": question.name,
        "protected": "yes" if question.protected else "",
    }


def question_of(form: Mapping[str, str]) -> Question:
    """The question of a form; what is no id asks about nobody."""
    return Question(
        persons=_read(form, "persons"),
        things=_read(form, "things"),
        judged=_read(form, "judged"),
        name=form.get("name", ""),
        protected=bool(form.get("protected")),
    )


def _ids(ids: Iterable[UUID]) -> str:
    return " ".join(sorted(map(str, ids)))


def _read(form: Mapping[str, str], name: str) -> frozenset[UUID]:
    ids = (uuid_of(text) for text in form.get(name, "").split())
    return frozenset(each for each in ids if each)
