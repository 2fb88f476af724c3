"""A question asked by a form: sent, and shown again where it tells who somebody is."""

from tests.platform import Stepped, csrf_of
from tests.referral.consultations.test_way_through import ASKER, QUESTION
from tests.referral.family_contacts.families import get, path_of, post

NEW = "/referral/consultations/new"


def test_a_form_asks_and_one_that_names_somebody_is_shown_again(platform: Stepped) -> None:
    browser = platform.browser(ASKER)
    sent = QUESTION | {"csrf_token": csrf_of(get(browser, NEW, "fi").text)}
    named = post(browser, NEW, sent | {"text": "Soita 040 123 4567."})
    assert named.status_code == 422 and "040 123 4567" in named.text
    assert post(browser, NEW, sent | {"theme": ""}).status_code == 422
    answer = post(browser, NEW, sent)
    assert answer.status_code == 303
    assert "Kuusivuotias" in get(browser, path_of(answer), "fi").text
