"""Whom a service may find, sealed, and the tokens by which it does."""

from sqlalchemy import JSON, Column, Index, MetaData, String, Table, Uuid

from shared.database.columns import Personal

OF_PERSON = {"of": "person", "retention": ""}  # each row says its own
NAMES = ("given_name", "family_name")
CONTACTS = ("phone", "email")
RELATIVES = ("relatives", "other_relatives")  # each a list of people

metadata = MetaData()
searchable = Table(  # written by each service's projection `finding`
    "searchable",
    metadata,
    Column("thing", Uuid, primary_key=True),  # such as a bicycle
    Column("organisations", JSON),  # who looks for it, by what they are to it
    Column("person", Uuid, index=True),  # NULL: not described yet
    Column("retention", String(40)),  # class of what is sealed here
    Column("given_name", Personal(**OF_PERSON)),
    Column("family_name", Personal(**OF_PERSON)),
    Column("date_of_birth", Personal(**OF_PERSON)),
    Column("phone", Personal(**OF_PERSON)),
    Column("email", Personal(**OF_PERSON)),
    Column("relatives", Personal(**OF_PERSON)),
    Column("other_relatives", Personal(**OF_PERSON)),
)
ITSELF = "itself"  # kind of an organisation's own token: it shows with which key all are made
tokens = Table(
    "search_tokens",
    metadata,
    Column("organisation", Uuid, primary_key=True),
    Column("token", String(22), primary_key=True),
    Column("thing", Uuid, primary_key=True),  # of its own token: the organisation
    Index("search_tokens_thing", "thing"),
)
