"""A derivation is a value: what is not proved cannot be put in, and what is kept replays."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.claims.stored import UnreadableError
from symnn.claims.verdict import Status, Verdict
from symnn.cli import main
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.meaning import Meaning
from symnn.derivations.formulas.nodes import (
    Call,
    Fraction,
    Grid,
    Name,
    Negative,
    Node,
    Partial,
    Power,
    Product,
    Rational,
    Relation,
    Root,
    Rounded,
    Stated,
    Sum,
    Transpose,
    column,
    matrix,
    number,
    times,
)
from symnn.derivations.steps import Line, Quantity, Step, claim_of, composed
from symnn.derivations.typesetting.decimals import decimal_text, nearest, rounded
from symnn.derivations.typesetting.latex import Latex
from symnn.derivations.typesetting.style import Style
from symnn.derivations.typesetting.text import Text
from symnn.errors import ClaimError, EvidenceError, ShapeError, UnsupportedError
from symnn.exact.expression import exp, rational

X, Y = Name("x"), Name("y")


def quantity(value: int) -> Quantity:
    return Quantity(number(value), ((rational(value),),))


# --- steps --------------------------------------------------------------------------


def test_a_step_that_is_not_proved_cannot_be_made() -> None:
    """Neither a false step, nor one with a verdict about something else."""
    one, two = quantity(1), quantity(2)
    undecided = Verdict(Status.UNDECIDED, claim_of(one, "=", two))
    for verdict in (undecided, sn.check(sn.Eq(1, 1)), sn.check(sn.Eq(1, 2))):
        with pytest.raises(EvidenceError, match="not proved"):
            Step(one, "=", two, "wishful thinking", verdict)
    with pytest.raises(EvidenceError, match="1 = 2 is not proved"):
        Draft().prove(number(1), Form(number(2)))


def test_what_is_printed_is_what_was_proved() -> None:
    """A proved step under a printed formula with another value is refused."""
    draft = Draft()
    draft.define(X, Form(Sum((number(1), number(2)))), Form(number(3)))
    made = draft.finish()
    line = made.lines[0]
    step = line.steps[0]
    lie = replace(step, right=Quantity(number(4), step.right.values))
    with pytest.raises(EvidenceError, match="other values"):
        replace(made, parts=(replace(line, steps=(lie,)),))
    body = replace(line.definition, quantity=Quantity(number(3), ((rational(4),),)))  # type: ignore[type-var]
    with pytest.raises(EvidenceError, match="something else"):
        replace(made, parts=(replace(line, definition=body, steps=()),))
    with pytest.raises(EvidenceError, match="at least one line"):
        replace(made, parts=())


@pytest.mark.parametrize(
    ("relation", "right", "true"),
    [("<=", 3, True), ("<", 3, False), (">", 2, True), (">=", 4, False), ("!=", 4, True),
     ("!=", 3, False)],
)  # fmt: skip
def test_every_relation_is_proved_or_refused(relation: str, right: int, true: bool) -> None:
    """3 ~ right."""
    draft = Draft()
    if true:
        draft.prove(number(3), Form(number(right), relation=relation))
        assert draft.finish().steps[0].relation == relation
    else:
        with pytest.raises(EvidenceError):
            draft.prove(number(3), Form(number(right), relation=relation))


def test_relations_of_hidden_forms_compose() -> None:
    """a = b ≤ c < d is a < d; a < b > c is nothing."""
    assert composed(composed(composed("=", "="), "<="), "<") == "<"
    for pair in (("<", ">"), ("!=", "!="), ("<=", "≈")):
        with pytest.raises(EvidenceError, match="nothing follows"):
            composed(*pair)


def test_a_decimal_must_be_correctly_rounded() -> None:
    """e ≈ 2.718 and not 2.719; a wider bound has to be said."""
    e = Call("exp", (number(1),))
    good, bad = Rounded(fmpq(2718, 1000), 3), Rounded(fmpq(2719, 1000), 3)
    Draft().prove(e, Form(good, relation="≈"))
    with pytest.raises(EvidenceError):
        Draft().prove(e, Form(bad, relation="≈"))
    Draft().prove(e, Form(bad, relation="≈", within=rational(fmpq(1, 1000))))
    with pytest.raises(UnsupportedError, match="printed decimal"):
        Draft().prove(e, Form(Sum((good, bad)), relation="≈"))
    draft = Draft()
    draft.prove(e, Form(good, relation="≈"), Form(e))
    with pytest.raises(EvidenceError, match="nothing exact"):
        draft.finish()


@given(st.fractions(max_denominator=10**6), st.integers(0, 8))
def test_rounding_is_nearest(value: Any, digits: int) -> None:
    """|x − round(x)| ≤ ½·10⁻ⁿ, and the text says the same number."""
    q = fmpq(value.numerator, value.denominator)
    found = nearest(q, digits)
    assert abs(found - q) * 2 * fmpq(10) ** digits <= 1
    assert rounded(rational(q), digits) == found
    text = decimal_text(found, digits)
    assert (
        fmpq(*map(int, str(rational(text).data).partition("/")[::2])) == found
        if ("/" in str(rational(text).data))
        else rational(text) == rational(found)
    )


def test_a_tie_is_rounded_away_from_zero() -> None:
    """1/8 to two digits."""
    assert decimal_text(rounded(rational(fmpq(-1, 8)), 2), 2) == "-0.13"


# --- meaning ------------------------------------------------------------------------


def test_a_derivative_follows_the_lines_that_define_names() -> None:
    """y = x², z = y + x: ∂z/∂y = 1, ∂z/∂x = 2x + 1."""
    z = Name("z")
    meaning = Meaning().define(X, number(3)).define(Y, Power(X, number(2)))
    meaning = meaning.define(z, Sum((Y, X)))
    for by, value in ((Y, 1), (X, 7)):
        slope = meaning.scalar(Partial(z, by))
        assert sn.check(sn.Eq(slope, value)).proved
    weights = Name("W", 1)
    meaning = meaning.define(weights, matrix([[number(2), X]]))
    out = Name("u")
    meaning = meaning.define(out, times(weights, column([X, Y])))
    slope = meaning.scalar(Partial(out, weights.at(1, 2)))
    assert sn.check(sn.Eq(slope, 9)).proved


def test_refusals_of_meaning() -> None:
    """Shapes that do not fit, names given twice, functions that nobody defined."""
    meaning = Meaning().define(X, column([number(1), number(2)]))
    for node in (Sum((X, number(1))), Product((X, X)), Fraction(number(1), X), Root(X)):
        with pytest.raises(ShapeError):
            meaning.values(node)
    with pytest.raises(ShapeError, match="no entry"):
        meaning.values(X.at(3))
    with pytest.raises(UnsupportedError, match="defined already"):
        meaning.define(X, number(1))
    with pytest.raises(UnsupportedError, match="no meaning"):
        meaning.values(Call("mystery", (X,)))
    with pytest.raises(UnsupportedError, match="defined already"):
        meaning.define_function("relu", [Y], Y)
    with pytest.raises(UnsupportedError, match="powers from -1"):
        meaning.values(Power(Grid(((X.at(1), Y), (Y, Y))), Fraction(number(1), number(2))))


# --- print --------------------------------------------------------------------------

PRINTS: list[tuple[Node, str, str]] = [
    (Sum((X, number(-3))), "x - 3", "x - 3"),
    (Sum((X, Negative(Sum((X, Y))))), "x - (x + y)", "x - (x + y)"),
    (Product((number(2), number(-3)), "·"), r"2 \cdot (-3)", "2·(-3)"),
    (Product((number(2), number("1/3"))), r"2 \cdot \frac{1}{3}", "2·1/3"),
    (Power(number("-1/2"), number(2)), r"\left(-\frac{1}{2}\right)^{2}", "(-1/2)²"),
    (Power(Call("exp", (X,)), number(2)), r"(e^{x})^{2}", "(e^x)²"),
    (Negative(Fraction(X, Y)), r"-\frac{x}{y}", "-x/y"),
    (Call("sigmoid", (X,)), r"\sigma(x)", "σ(x)"),
    (Call("abs", (X,)), "|x|", "|x|"),
    (Transpose(Name("W", 1)), r"{W^{(1)}}^{\top}", "W⁽¹⁾ᵀ"),
    (Name("W", 2, (1, 12)), "W^{(2)}_{1,12}", "W⁽²⁾₁,₁₂"),
    (Name("delta", 1), r"\delta^{(1)}", "δ⁽¹⁾"),
    (Partial(Name("L"), Name("w", None, (5,))), r"\frac{\partial L}{\partial w_5}", "∂L/∂w₅"),
    (Relation(X, "<=", number(0)), r"x \le 0", "x ≤ 0"),  # type: ignore[list-item]
]  # fmt: skip


@pytest.mark.parametrize(("node", "latex", "text"), PRINTS)
def test_print_is_as_a_person_writes(node: Node, latex: str, text: str) -> None:
    """No brackets around a symbol, no + −, brackets where they are needed."""
    assert (Latex(Style())(node), Text(Style())(node)) == (latex, text)


def test_styles() -> None:
    """Roots below, decimals, brackets, signs, layers and names of one's own."""
    half_root = Fraction(Root(number(2)), number(2))
    scaled = Fraction(Product((number(7), Root(number(2)))), number(12))
    below = Latex(Style(roots="below"))
    assert below(half_root) == r"\frac{1}{\sqrt{2}}"
    assert below(scaled) == r"\frac{7}{6 \sqrt{2}}"
    decimal = Latex(Style(rationals="decimal", digits=4))
    assert [decimal(number(q)) for q in ("3/20", "-1/4", "1/3", "7")] == [
        "0.15", "-0.25", r"\frac{1}{3}", "7",
    ]  # fmt: skip
    grid = matrix([[number(1), number(2)]])
    assert Latex(Style(brackets="b"))(grid) == r"\begin{bmatrix} 1 & 2 \end{bmatrix}"
    w = Name("W", 1, (1, 2))
    assert Latex(Style(layers="brackets"))(w) == "W^{[1]}_{12}"
    assert Latex(Style(names={"W": r"\Theta"}))(w) == r"\Theta^{(1)}_{12}"
    assert Latex(Style(names={w.key: "w_3"}))(w) == "w_3"
    assert Latex(Style(transpose="T"))(Transpose(X)) == "x^{T}"
    assert Latex(Style(functions={"sigmoid": "g"}))(Call("sigmoid", (X,))) == "g(x)"


@pytest.mark.parametrize(
    "choice",
    [{"brackets": "q"}, {"digits": -1}, {"digits": True}, {"names": {"W": "}"}},
     {"names": {"W": "% x"}}, {"transpose": "{"}, {"environment": "verbatim"}, {"width": 3},
     {"numbered": 1}, {"decimals": "some"}],
)  # fmt: skip
def test_a_style_that_does_not_exist_is_refused(choice: dict[str, Any]) -> None:
    """The choice, its value, and what it may be."""
    with pytest.raises(ClaimError, match="style"):
        Style(**choice)


def test_long_rows_are_broken() -> None:
    """A sum before its signs, and only the last row of a line has a number."""
    terms = tuple(times(number(k), Name("x", None, (k,)), sign="") for k in range(2, 40))
    draft = Draft()
    draft.define(Y, Form(Sum(terms)))
    rows = draft.finish(style=Style(environment="align", numbered=True)).latex().split("\n")[1:-1]
    assert len(rows) > 3
    assert all(r.startswith("&\\quad + ") for r in rows[1:])
    assert [r"\notag" in r for r in rows] == [True] * (len(rows) - 1) + [False]
    assert max(map(len, draft.finish().text().split("\n"))) <= 80


# --- files --------------------------------------------------------------------------


def pages() -> list[sn.Derivation]:
    net = sn.Network(sn.Affine([[1, "-1/2"], [0, 3]], [0, 1]), sn.sigmoid, sn.Affine([[1, 1]]))
    draft = Draft("Words & tables")
    draft.heading("A 100% sure thing")
    value = Stated(r"\clubsuit", "club", ((exp(rational(1)),),))
    row = draft.line(value, Form(number(3), relation="<"))
    draft.say("The name ", X, " is free.")
    draft.table((("what",), ("proof",)), (("club",), row))
    draft.prove(Power(X, number(2)), Form(number(0), relation=">="),
                conditions=(Relation(X, ">", number(0)),))  # fmt: skip
    return [sn.derive(net, at=[1, 2], depth="full"), sn.derive.symbolic(net), draft.finish()]


@pytest.mark.parametrize("number_", range(3))
def test_what_is_kept_comes_back_and_replays(number_: int, tmp_path: Path) -> None:
    """load(save(d)) = d, saved again it is the same file, and `symnn recheck` accepts it."""
    page, first, second = pages()[number_], tmp_path / "a.json", tmp_path / "b.json"
    page.save(first)
    again = sn.Derivation.load(first)
    again.save(second)
    assert again == page
    assert first.read_bytes() == second.read_bytes()
    assert main(["recheck", str(first)]) == 0
    for form in ("latex", "document", "markdown", "text"):
        assert getattr(again, form)() == getattr(page, form)()


def test_a_changed_file_is_rejected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another printed number, another relation, another proof: each is told of."""
    path = tmp_path / "a.json"
    sn.derive(sn.Network(sn.Affine([[2]], [1])), at=[3], depth="full").save(path)
    text = path.read_text("utf-8")
    for old, new in (
        ('["Rational", "7"]', '["Rational", "8"]'),
        ('"relation": "="', '"relation": "<"'),
        ('"status": "proved"', '"status": "refuted"'),
        ('"symnn_derivation": 1', '"symnn_derivation": 2'),
        ('"kind": "line"', '"kind": "rhyme"'),
        ('"Rational"', '"Irrational"'),
    ):
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        with pytest.raises(EvidenceError):
            sn.Derivation.load(path)
        assert main(["recheck", str(path)]) == 1
        assert "rejected" in capsys.readouterr().out
    with pytest.raises(UnreadableError):
        sn.Derivation.load(tmp_path / "missing.json")
    path.write_text(json.dumps([1]), "utf-8")
    with pytest.raises(EvidenceError, match="begins with"):
        sn.Derivation.load(path)


def test_kinds_are_named() -> None:
    """`dir(derive)` lists them; one that does not exist is told with those that do."""
    assert {"forward", "symbolic"} <= set(dir(sn.derive))
    with pytest.raises(AttributeError, match=r"forward, .*symbolic"):
        _ = sn.derive.backwards
    line = sn.derive(sn.Network(sn.Affine([[1]])), at=[1]).lines[0]
    assert isinstance(line, Line)
    assert isinstance(number(1), Rational)


def test_a_symbol_and_a_letter_of_the_page_do_not_look_alike() -> None:
    """A weight called a is not the activation a; any other letter is fine."""
    a, k = sp.symbols("a k", real=True)
    assert (
        sn.derive(sn.Network(sn.Affine([[a]]), sn.sigmoid), at=[2]).text().endswith("= h = σ(2 a)")
    )
    page = sn.derive(sn.Network(sn.Affine([[k]]), sn.sigmoid), at=[2], depth="full")
    assert page.text().endswith("= σ(2 k)")


def test_a_step_may_be_proved_for_all_values_of_names(tmp_path: Path) -> None:
    """A sum of many transcendental values; saved and loaded it is the same."""
    rows = [[k + j for j in range(8)] for k in range(8)]
    net = sn.Network(sn.Affine(rows), sn.tanh, sn.Affine([list(range(8))]))
    page = sn.derive(net, at=[1] + [0] * 7, depth="full")
    page.recheck()
    page.save(tmp_path / "page.json")
    assert sn.Derivation.load(tmp_path / "page.json") == page
