from shared.web.parts import Form


def test_an_empty_form_has_no_values_and_nothing_wrong() -> None:
    form = Form()
    assert (form.value("day"), list(form.chosen("day")), form.wrong("day")) == ("", [], "")


def test_a_form_keeps_what_was_typed_as_texts() -> None:
    form = Form.of({"who": ["e", "l"], "minutes": 90, "note": None})
    assert (form.value("who"), form.chosen("who")) == ("e", ["e", "l"])
    assert (form.value("minutes"), form.value("note")) == ("90", "")


def test_nested_errors_carry_the_name_of_their_field() -> None:
    form = Form.of({}, {"subject": {"given_name": ["Missing."]}, "_schema": ["Not together."]})
    assert dict(form.errors) == {"subject.given_name": ["Missing."], "": ["Not together."]}


def test_a_field_says_what_is_wrong_inside_it() -> None:
    form = Form.of({}, {"family": {"name": ["Missing."], "size": ["Too big."]}})
    assert form.wrong("family") == "Missing. Too big."


def test_values_of_a_list_count_for_their_one_field() -> None:
    form = Form.of({}, {"who": {0: ["Unknown."], 1: ["Twice."]}, "whole": ["Other."]})
    assert dict(form.errors) == {"who": ["Unknown.", "Twice."], "whole": ["Other."]}


def test_things_in_a_list_keep_their_place() -> None:
    form = Form.of({}, {"children": {1: {"name": ["Missing."]}}})
    assert form.wrong("children.1.name") == "Missing."
