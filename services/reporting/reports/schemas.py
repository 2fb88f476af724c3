"""The reports on the wire."""

from marshmallow import Schema, fields

from services.codes import Basis
from services.reporting.disclosure.figures import Mark
from services.reporting.reports.shown import (
    Changed,
    EditionInForce,
    HowFar,
    Months,
    NearQuestion,
    ProgrammeNow,
    Total,
)
from shared.api import Body
from shared.fields import Code, Value


class AskedSchema(Body):
    """Whole calendar months; left out: the twelve months to the newest edition."""

    from_ = fields.String(data_key="from", metadata={"example": "2026-01"})
    to = fields.String(metadata={"example": "2026-10"})
    as_of = fields.String(metadata={"description": "The editions in force that day."})
    municipality = fields.String(
        metadata={"description": "A municipality's code, such as 853; subregion:024, county:05."}
    )
    programme = fields.String(
        metadata={"description": "Its code; provider:<id> for all of one organisation."}
    )
    lang = fields.String(metadata={"description": "fi, sv or en: the language of names."})


class NowAskedSchema(Body):
    lang = fields.String()


class FigureSchema(Schema):
    indicator = fields.String(metadata={"description": "M20 and so on; empty for a helper."})
    figure = fields.String()
    group = fields.String(metadata={"description": "What `code` divides by."})
    code = fields.String()
    name = fields.String()
    numerator = fields.Integer(allow_none=True)
    denominator = fields.Integer(allow_none=True)
    percent = fields.Integer(allow_none=True)
    median = fields.Float(allow_none=True)
    nine_in_ten = fields.Integer(allow_none=True)
    mark = Code(Mark)
    text = fields.String(metadata={"description": "As printed: a number, `–` or `..`."})
    basis = Code(Basis)
    periods = fields.List(fields.String())


class ReportSchema(Schema):
    report = fields.String()
    from_ = fields.String(data_key="from", attribute="from")
    to = fields.String()
    municipality = fields.String(allow_none=True)
    programme = fields.String(allow_none=True)
    scope = fields.String(metadata={"description": "region, or organisation for live figures."})
    edition = Value(EditionInForce, allow_none=True)
    complete_to = Value(dict[str, HowFar], metadata={"description": "By service."})
    nearest = Value(Months, allow_none=True, metadata={"description": "A range with figures."})
    hidden = fields.String(
        allow_none=True, metadata={"description": "Why the main figure is not shown."}
    )
    instead = Value(
        tuple[NearQuestion, ...],
        metadata={"description": "Near questions that have an answer."},
    )
    figures = fields.List(fields.Nested(FigureSchema))
    changes = Value(tuple[Changed, ...])


class NowSchema(Schema):
    at = fields.String()
    scope = fields.String()
    edition = Value(EditionInForce, allow_none=True)
    programmes = Value(tuple[ProgrammeNow, ...])
    total = Value(Total, metadata={"description": "null where a part is under 5."})
    complete_to = Value(dict[str, HowFar], metadata={"description": "By service."})
