"""JSON-stat 2.0 and the list of editions, on the wire."""

from marshmallow import Schema, fields

from shared.web.paging import WholeQuery


class EditionsQuery(WholeQuery):
    """Pages of the list."""


class JsonStatSchema(Schema):
    """A dataset of JSON-stat 2.0; its values are numbered in row-major order."""

    version = fields.String(required=True, metadata={"description": "2.0"})
    class_ = fields.String(data_key="class", required=True)
    label = fields.String(required=True)
    source = fields.String(required=True)
    updated = fields.String(required=True)
    note = fields.List(fields.String(), required=True)
    id = fields.List(fields.String(), required=True)
    size = fields.List(fields.Integer(), required=True)
    role = fields.Dict(keys=fields.String(), required=True)
    dimension = fields.Dict(keys=fields.String(), required=True)
    value = fields.Dict(keys=fields.String(), values=fields.Float(), required=True)
    status = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={"description": "Why a cell has no value."},
    )
    extension = fields.Dict(keys=fields.String(), required=True)


class PublishedEditionSchema(Schema):
    month = fields.String(required=True)
    published_on = fields.Date(required=True)
    licence = fields.String(required=True)
    reports = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={"description": "Addresses that never change, by report."},
    )


class EditionListSchema(Schema):
    editions = fields.List(fields.Nested(PublishedEditionSchema), required=True)
    next = fields.String(allow_none=True)
