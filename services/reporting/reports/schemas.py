"""The reports on the wire."""

from marshmallow import Schema, fields

from shared.web.api import Body


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
    mark = fields.String(metadata={"description": "shown, nil, suppressed or not_published."})
    text = fields.String(metadata={"description": "As printed: a number, `–` or `..`."})
    basis = fields.String(metadata={"description": "COLLECTED, SAMPLE or ESTIMATE."})
    periods = fields.List(fields.String())


class ReportSchema(Schema):
    report = fields.String()
    from_ = fields.String(data_key="from", attribute="from")
    to = fields.String()
    municipality = fields.String(allow_none=True)
    programme = fields.String(allow_none=True)
    scope = fields.String(metadata={"description": "region, or organisation for live figures."})
    edition = fields.Dict(allow_none=True)
    complete_to = fields.Dict(metadata={"description": "By service: position and seconds."})
    nearest = fields.Dict(allow_none=True, metadata={"description": "A range with figures."})
    hidden = fields.String(
        allow_none=True, metadata={"description": "Why the main figure is not shown."}
    )
    instead = fields.List(
        fields.Dict(), metadata={"description": "Near questions that have an answer."}
    )
    figures = fields.List(fields.Nested(FigureSchema))
    changes = fields.List(fields.Dict())


class NowSchema(Schema):
    at = fields.String()
    scope = fields.String()
    edition = fields.Dict(allow_none=True)
    programmes = fields.List(fields.Dict())
    total = fields.Dict(metadata={"description": "null where a part is under 5."})
    complete_to = fields.Dict()
