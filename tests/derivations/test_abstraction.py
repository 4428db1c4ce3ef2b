"""Steps with letters for what is not algebraic: less to prove, and nothing else is proved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import symnn as sn
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.abstraction import abstracted
from symnn.derivations.formulas.nodes import Call, Name, Negative, Product, Sum, number
from symnn.errors import EvidenceError, UnsupportedError
from symnn.exact.expression import add, apply, exp, mul, power, rational, symbol

TWO = rational(2)


def test_equal_parts_have_the_same_letter_however_they_are_written() -> None:
    one = apply("exp", add(rational("1/2"), rational("3/2"), mul(rational(0), exp(TWO))))
    (left,), (right,) = abstracted(((mul(exp(TWO), exp(one)),),), ((exp(mul(one)),),))
    assert left[0] == mul(symbol("·1"), symbol("·2")) or left[0].args[1] == right[0]


def test_powers_of_e_and_of_its_inverse_share_a_letter() -> None:
    (left,), (right,) = abstracted(((exp(TWO),),), ((exp(rational(-2)),),))
    assert right[0] == power(left[0], rational(-1))


@pytest.mark.parametrize(
    "value", [rational(3), add(symbol("x"), exp(TWO)), apply("log", rational(0))]
)
def test_nothing_is_told_by_letters_without_a_value_of_that_kind(value: object) -> None:
    with pytest.raises(UnsupportedError):
        abstracted(((value,),), ((value,),))  # type: ignore[arg-type]


def test_a_false_step_is_refused_and_a_true_one_is_proved_in_letters() -> None:
    draft = Draft()
    power_of_e = Call("exp", (number(2),))
    draft.define(Name("y"), Form(power_of_e))
    square = Product((Name("y"), Sum((Name("y"), number(1)))))
    expanded = Sum((Product((Name("y"), Name("y"))), Name("y")))
    draft.prove(square, Form(expanded))
    (step,) = [s for s in draft.finish().steps if s.relation == "="]
    assert step.is_abstract
    with pytest.raises(EvidenceError):
        draft.prove(square, Form(Sum((expanded, Negative(number(1))))))


def test_what_needs_more_than_letters_is_proved_as_before() -> None:
    draft = Draft()
    sum_ = Call("exp", (Sum((number(1), number(1))),))
    draft.prove(Product((Call("exp", (number(1),)), Call("exp", (number(1),)))), Form(sum_))
    assert not draft.finish().steps[0].is_abstract


def test_a_stored_page_says_which_steps_are_in_letters(tmp_path: Path) -> None:
    page = sn.derive.softmax(at=[1, 2], target=1)
    page.save(tmp_path / "page.json")
    assert sn.Derivation.load(tmp_path / "page.json") == page
    text = (tmp_path / "page.json").read_text("utf-8")
    assert '"is_abstract": true' in text
    (tmp_path / "page.json").write_text(text.replace('"is_abstract": true', '"is_abstract": false'))
    json.loads(text)
    with pytest.raises(EvidenceError):
        sn.Derivation.load(tmp_path / "page.json")


def test_backpropagation_through_softplus_is_derived_and_read_back() -> None:
    net = sn.Network(
        sn.Affine([["47/50", "-31/100"], ["3/5", 3]], [-4, 4]), sn.softplus,
        sn.Affine([[-3, "22/25"], [4, -2]], ["6/5", 0]), sn.sigmoid,
    )  # fmt: skip
    page = sn.derive.backpropagation(net, at=[0, -4], target=["1/2", 2], depth="textbook")
    assert any(step.is_abstract for step in page.steps)
