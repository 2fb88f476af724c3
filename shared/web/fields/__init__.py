"""Request fields that several schemas need: codes, days, numbers, texts, phone numbers.

Each refuses a value with a sentence that says what is right. `named` gives a field the words that
forms, error summaries and the documents show for it. `typed` reads what somebody wrote into a
form; what it cannot read stays the text it was, and is refused like any other value.
"""

from shared.web.fields.amounts import Clock, Count, Day, Moment, Money, Number, Whole, YesNo
from shared.web.fields.codes import LONGEST_ANSWER, MOST_ANSWERS, Answers, Code, Codes
from shared.web.fields.files import FileContent
from shared.web.fields.identity import LEAVE_OUT, IdentityCode, born_on, identity_code_in
from shared.web.fields.ids import Id
from shared.web.fields.naming import TODAY, Typed, named
from shared.web.fields.texts import (
    LANGUAGE,
    REGION,
    Email,
    Language,
    Link,
    Phone,
    Text,
    check_letters,
)
from shared.web.fields.values import Value, values_of

__all__ = [
    "LANGUAGE",
    "LEAVE_OUT",
    "LONGEST_ANSWER",
    "MOST_ANSWERS",
    "REGION",
    "TODAY",
    "Answers",
    "Clock",
    "Code",
    "Codes",
    "Count",
    "Day",
    "Email",
    "FileContent",
    "Id",
    "IdentityCode",
    "Language",
    "Link",
    "Moment",
    "Money",
    "Number",
    "Phone",
    "Text",
    "Typed",
    "Value",
    "Whole",
    "YesNo",
    "born_on",
    "check_letters",
    "identity_code_in",
    "named",
    "values_of",
]
