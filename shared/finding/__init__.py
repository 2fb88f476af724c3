"""An index of what lies sealed: who is called so, born then, or reached there, in a token each.

A token is made with a key that the key store has for each organisation and service, so the rows
tell neither names nor days. They do tell, within one organisation, that two people's names begin
alike or that their birthday is the same. A row found by its tokens is still to be opened and
compared: a token stands for the first letters of a name alone. Relatives are
found together with somebody, in one row under one key, and are gone with them.
"""

from shared.finding.index import belongs, describes, forget, index
from shared.finding.search import called, is_meant, like, meant_by, with_relatives
from shared.finding.tables import metadata, searchable, tokens

__all__ = [
    "belongs",
    "called",
    "describes",
    "forget",
    "index",
    "is_meant",
    "like",
    "meant_by",
    "metadata",
    "searchable",
    "tokens",
    "with_relatives",
]
