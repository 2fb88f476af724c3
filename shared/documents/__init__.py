"""Files that people send: what they are by their content, made harmless, looked at by a scanner.

Nothing is kept as it came. A picture is drawn anew, which leaves out where and with what it was
taken; of a PDF its pages alone are written anew.
"""

from shared.documents.checking import (
    KINDS as KINDS,
    LARGEST as LARGEST,
    PAPER as PAPER,
    PICTURE as PICTURE,
    Document as Document,
    documents_of as documents_of,
    made_harmless as made_harmless,
)
