"""VNN-LIB properties and witnesses: read, evaluated, replayed."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.cli import main
from symnn.errors import ModelError, ShapeError, SymnnError, TooLargeError, UnsupportedError
from symnn.frameworks.vnnlib.formulas import Formula, Term, negated
from symnn.frameworks.vnnlib.read import read_vnnlib, read_witness
from symnn.frameworks.vnnlib.text import MAX_DEPTH
from symnn.frameworks.vnnlib.witness import replay_witness

HEAD = """; ACAS-like
(declare-const X_0 Real)
(declare-const X_1 Real)
(declare-const Y_0 Real)
(declare-const Y_1 Real)
"""
BOX = HEAD + "".join(f"(assert (<= X_{i} 1))\n(assert (>= X_{i} -0.5))\n" for i in (0, 1))
UNSAFE = BOX + "(assert (or (and (>= Y_0 Y_1) (>= Y_0 0.5)) (and (<= Y_1 -10))))\n"
NET = sn.Network(sn.Affine([[1, 1], [1, -1]]), sn.relu)

VALUES = {
    ("X", 0): Fraction(1),
    ("X", 1): Fraction(-2),
    ("Y", 0): Fraction(3),
    ("Y", 1): Fraction(),
}


def truth(text: str) -> bool | None:
    prop = read_vnnlib(f"{HEAD}(assert {text})")
    (assertion,) = (*prop.domain, *prop.violation)
    return assertion.formula.holds(VALUES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(<= X_0 1)", True), ("(< X_0 1)", False), ("(>= X_1 -2)", True), ("(> X_1 -2.0)", False),
        ("(= Y_1 0)", True), ("(= Y_0 0)", False), ("(<= X_1 X_0 Y_0)", True),
        ("(< X_1 X_0 1)", False), ("(not (<= X_0 1))", False), ("(not (= Y_0 1))", True),
        ("(not (and (< X_0 1) (< X_1 1)))", True), ("(not (or (< X_0 1) (< X_1 1)))", False),
        ("(=> (< X_0 0) (< Y_0 0))", True), ("(=> (> X_0 0) (< Y_0 0))", False),
        ("(<= (+ X_0 X_1 Y_0) 2)", True), ("(<= (- X_0 X_1 Y_0) 0)", True),
        ("(<= (- X_0) -1)", True), ("(= (* 2 X_1 X_1) 8)", True), ("(= (/ Y_0 2) 1.5)", True),
        ("(>= (* -1e-1 X_0) -0.1)", True),
        ("(and (<= X_0 1) (or (> Y_0 3) (>= Y_0 3)))", True),
        ("true", True), ("false", False), ("(not false)", True), ("(or false (= 1 1.0))", True),
        ("(distinct X_0 1)", False), ("(distinct X_0 X_1)", True), ("(<= |X_0| +1.)", True),
        ("(! (<= X_0 1) :named upper)", True), ("(=> true (> X_0 0) false)", False),
        ("(= X_1 (/ (- 4) (+ 1 1) 1))", True), ("(<= X_1 -20.0E-01)", True),
        ("(<= ; a comment ) in between\n X_0 (- (- 1)))", True),
    ],
)  # fmt: skip
def test_formulas(text: str, expected: bool) -> None:
    assert truth(text) is expected


@st.composite
def formulas(draw: st.DrawFn, depth: int = 3) -> Formula:
    if depth == 0 or draw(st.booleans()):
        number = Term("constant", number=draw(st.fractions(-3, 3, max_denominator=3)))
        variable = Term("variable", name=draw(st.sampled_from(list(VALUES))))
        return Formula(draw(st.sampled_from([">=", ">", "="])), Term("sum", (variable, number)))
    parts = draw(st.lists(formulas(depth=depth - 1), min_size=1, max_size=3))
    return Formula(draw(st.sampled_from(["and", "or"])), parts=tuple(parts))


@given(formulas())
def test_a_formula_its_negation_and_its_room(formula: Formula) -> None:
    holds = formula.holds(VALUES)
    assert negated(formula).holds(VALUES) is not holds
    room = formula.room(VALUES)
    assert holds == (room > 0) or room == 0
    balls = {name: arb(v.numerator) / v.denominator for name, v in VALUES.items()}
    assert formula.holds(balls) in (holds, None)
    wide = {name: ball + arb(0, "1e-3") for name, ball in balls.items()}
    assert formula.holds(wide) in (holds, None)


def test_a_property_is_split_into_domain_and_violation() -> None:
    prop = read_vnnlib(UNSAFE)
    assert (prop.inputs, prop.outputs, len(prop.domain), len(prop.violation)) == (2, 2, 4, 1)
    assert prop.violation[0].line == 10
    assert prop.domain[0].text == "(<= X_0 1)"


def test_windows_line_ends_quotes_and_commands() -> None:
    text = UNSAFE.replace("\n", "\r\n") + '(set-info :source "a ( b")(set-logic QF_LRA)(check-sat)'
    assert read_vnnlib(text).violation[0].line == 10
    assert len(read_vnnlib(f"{UNSAFE}(exit)(assert false)").domain) == 4


def test_a_counterexample_and_by_how_much() -> None:
    found = replay_witness(NET, read_vnnlib(UNSAFE), [1, "0.25"])
    assert found.is_counterexample
    assert found.room == Fraction(1, 2)  # Y_0 - Y_1 = 5/4 - 3/4
    assert found.outputs == (Fraction(5, 4), Fraction(3, 4))
    missed = replay_witness(NET, read_vnnlib(UNSAFE), [0, "0.25"])
    assert (missed.in_domain, missed.violates, missed.room) == (True, False, Fraction(-1, 4))
    out = replay_witness(NET, read_vnnlib(UNSAFE), [1.5, 0.25])
    assert (out.is_counterexample, out.violates) == (False, True)
    assert [(a.line, room) for a, room in out.outside] == [(6, Fraction(-1, 2))]
    assert "line 6: (<= X_0 1) fails by 1/2" in str(out)


def test_a_violation_that_only_floats_see() -> None:
    """0.1 + 0.2 > 0.3 in floats; the decimals are level, and the binary values are not."""
    net = sn.Network(sn.Affine([[1, 1], [0, 0]]))
    prop = read_vnnlib(HEAD + "(assert (> Y_0 0.3))")
    assert replay_witness(net, prop, ["0.1", "0.2"]).violates is False
    assert replay_witness(net, prop, [0.1, 0.2]).violates is True
    assert replay_witness(net, prop, ["0.1", "0.2"], dtype="float64").violates is True
    assert replay_witness(net, prop, ["0.1", "0.2"], dtype="float32").room == (
        Fraction(float.fromhex("0x1.99999a0000000p-4"))
        + Fraction(float.fromhex("0x1.99999a0000000p-3"))
        - Fraction(3, 10)
    )


def test_smooth_networks_by_balls() -> None:
    net = sn.Network(sn.Affine([[1, 0], [0, 1]]), sn.sigmoid)
    prop = read_vnnlib(HEAD + "(assert (>= Y_0 0.7310585786300048792511592418218))")
    found = replay_witness(net, prop, [1, 0])
    assert found.violates is True
    assert isinstance(found.room, arb)
    level = read_vnnlib(HEAD + "(assert (>= (+ Y_0 Y_1) 1))")
    assert replay_witness(net, level, [1, -1]).is_counterexample is None


def test_claimed_outputs_are_compared() -> None:
    found = replay_witness(NET, read_vnnlib(UNSAFE), [1, "0.25"], outputs=[1.25, 0.5])
    assert found.difference == Fraction(1, 4)
    assert "the outputs it claims are off by at most 1/4" in str(found)


def test_witnesses() -> None:
    assert read_witness("sat\n((X_0 0.5)\n (X_1 -1e-3)\n (Y_0 2))") == (
        [Fraction(1, 2), Fraction(-1, 1000)], [Fraction(2)]
    )  # fmt: skip
    assert read_witness("(X_1 (- 2)) (X_0 (/ 1 3))") == ([Fraction(1, 3), Fraction(-2)], [])
    solver = "sat\n(model\n (define-fun X_0 () Real\n (- (/ 1.0 3.0))))"
    assert read_witness(solver) == ([Fraction(-1, 3)], [])


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        (f"{HEAD}(assert (<= X_0 1)", ModelError, r"the text:6:1: a \( that is never closed"),
        (f"{HEAD})", ModelError, r"the text:6:1: a \) without its"),
        (f"{HEAD}(assert (<= X_7 1))", ModelError, "the text:6:13: X_7 is not declared"),
        (f"{HEAD}(assert (and\n(<= X_0 1)\n (foo 1)))", UnsupportedError, "the text:8:2: "),
        (f"{HEAD}(assert (<= X_00 1))", UnsupportedError, "the text:6:13: 'X_00' is no real numb"),
        (f"{HEAD}(assert (<= X_0 (/ 1 0)))", ModelError, "the text:6:22: a division by 0"),
        (f"{HEAD}(declare-fun X_2 (Real) Real)", UnsupportedError, "of the type Real"),
        (f"{HEAD}(assert (<= X_0 |1))", ModelError, r"the text:6:17: a \| that is never closed"),
        (f"{HEAD}(assert (<= X_0 (*{' 9' * 1001})))", TooLargeError, "6:17: a product of 1,001 fa"),
        (f"{HEAD}(assert (foo X_0 1))", UnsupportedError, "the operator 'foo' is not read"),
        (f"{HEAD}(assert (<= (ite X_0 1 2) 1))", UnsupportedError, "the operator 'ite'"),
        (f"{HEAD}(assert (<= X_0 (/ 1 X_1)))", UnsupportedError, "6:22: X_1: a number is needed"),
        (
            f"{HEAD}(assert (<= X_0 nan))",
            UnsupportedError,
            "the text:6:17: 'nan' is no real number",
        ),
        (f"{HEAD}(assert (and))", ModelError, "an empty 'and'"),
        (f"{HEAD}(assert)", ModelError, "an assert of 0 formulas"),
        (f"{HEAD}(assert X_0)", ModelError, "is no formula"),
        (f"{HEAD}(declare-const X_0 Real)", ModelError, "X_0 is declared twice"),
        (f"{HEAD}(declare-const X_9 Real)", ModelError, "without a gap"),
        (f"{HEAD}(declare-const Z Real)", UnsupportedError, "variables are called"),
        (f"{HEAD}(declare-const X_2 Int)", UnsupportedError, "of the type Real"),
        (f"{HEAD}(declare-network N)", UnsupportedError, "the command 'declare-network'"),
        ("(declare-const X_0 Real)", ModelError, "the Y_i declared"),
        (f"{HEAD}(assert (<= X_0 1e99999))", TooLargeError, "the text:6:17: the decimal exponent"),
        ("(" * (MAX_DEPTH + 1), TooLargeError, "brackets deeper"),
        (f"{HEAD}word", ModelError, "'word' is no command"),
    ],
)
def test_properties_that_cannot_be_read(text: str, error: type[SymnnError], message: str) -> None:
    with pytest.raises(error, match=message):
        read_vnnlib(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("((X_0 1) (X_0 2))", "is a second value"),
        ("((X_1 1))", "gives no value of X_0"),
        ("((Y_0 1))", "gives no value of X_0"),
        ("((X_0 1) (X_1 2) (X_3 3))", "gives no value of X_2"),
        ("(unsat)", "the text:1:2: 'unsat' is no pair"),
        ("((X_0 1)", "the text:1:1: .*never closed"),
        ("((X_0 1)\n (X_1 X_0))", "the text:2:7: X_0: a number is needed"),
        ("((X_0 1)\n (X_1 (+ X_0 1)))", r"the text:2:7: \(\+ X_0 1\): a number is needed"),
        ("((X_0 nan))", "the text:1:7: 'nan' is no real number"),
        ("((X_0 ()))", r"the text:1:7: '\(\)' is no term"),
        ("((X_0 (/ 1 0)))", "the text:1:12: a division by 0"),
        ("((Z_0 1))", "the text:1:3: 'Z_0' is no pair"),
    ],
)
def test_witnesses_that_cannot_be_read(text: str, message: str) -> None:
    with pytest.raises((ModelError, UnsupportedError), match=message):
        read_witness(text)


def test_sizes_that_do_not_fit() -> None:
    prop = read_vnnlib(UNSAFE)
    for net, point in ((NET, [1]), (sn.Network(sn.Affine([[1, 1]])), [1, 1])):
        with pytest.raises(ShapeError, match="the property has 2 inputs and 2 outputs"):
            replay_witness(net, prop, point)
    with pytest.raises(ShapeError, match="1 outputs are claimed"):
        replay_witness(NET, prop, [1, 1], outputs=[1])


def test_files_that_are_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read as a VNN-LIB property"):
        read_vnnlib(tmp_path / "none.vnnlib")
    (tmp_path / "binary.vnnlib").write_bytes(b"(\xff\xfe)")
    with pytest.raises(ModelError, match="no text in UTF-8"):
        read_vnnlib(tmp_path / "binary.vnnlib")


@given(st.text(alphabet='()"|;XY_0123.<>=+-*/ andorte\n', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_vnnlib, read_witness):
        with suppress(SymnnError):
            read(f"({text})")


WORDS = re.findall(r"[()]|[^\s()]+", UNSAFE.split("\n", 1)[1])
POINT = re.findall(r"[()]|[^\s()]+", "sat ((X_0 1.0) (X_1 (/ 1 4)) (Y_0 1.25) (Y_1 (- 0.75)))")


@given(st.sampled_from([(read_vnnlib, WORDS), (read_witness, POINT)]), st.data())
def test_words_out_of_place_are_refused_or_read(
    reader: tuple[Callable[[str], Any], list[str]], data: st.DataObject
) -> None:
    read, words = reader[0], [*reader[1]]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(words) - 1))
        words[at : at + 1] = data.draw(st.lists(st.sampled_from(WORDS + POINT), max_size=2))
        words = words or ["("]
    with suppress(SymnnError):
        read(f"( {' '.join(words)}" if "(" not in words else " ".join(words))


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    pytest.importorskip("onnx", reason="the extra onnx is not installed")
    sn.to_onnx(NET, tmp_path / "net.onnx")
    (tmp_path / "p.vnnlib").write_text(UNSAFE, "utf-8")
    (tmp_path / "w.txt").write_text("sat\n((X_0 1.0)\n(X_1 0.25)\n(Y_0 1.25)\n(Y_1 0.75))", "utf-8")
    return [str(tmp_path / name) for name in ("net.onnx", "p.vnnlib", "w.txt")]


def test_the_command(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["witness", *files]) == 0
    assert capsys.readouterr().out == (
        "a counterexample\n"
        "in the domain: yes\n"
        "the assertions about outputs hold: yes, with room 1/2\n"
        "the outputs it claims are off by at most 0\n"
    )
    Path(files[2]).write_text("((X_0 0) (X_1 0))", "utf-8")
    assert main(["witness", *files, "--dtype", "float32"]) == 1
    assert "no counterexample" in capsys.readouterr().out
    Path(files[2]).write_text("((X_0 0)", "utf-8")
    assert main(["witness", *files]) == 2
    assert "never closed" in capsys.readouterr().err


def test_a_long_number_is_shown_in_short() -> None:
    prop = read_vnnlib(f"{HEAD}(assert (>= (* {'1e400 ' * 20}Y_0) 1))")
    assert "with room 1.25" in str(replay_witness(NET, prop, [1, "0.25"]))


def test_the_command_names_the_place(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    spoiled = {
        0: ("no model", "net.onnx is no ONNX model"),
        1: (f"{UNSAFE}(assert (>= Y_0 Y_7))", "p.vnnlib:11:17: Y_7 is not declared"),
        2: ("((X_0 X_1)\n(X_1 0))", "w.txt:1:7: X_1: a number is needed here"),
    }
    for k, (text, message) in spoiled.items():
        kept = Path(files[k]).read_bytes()
        Path(files[k]).write_text(text, "utf-8")
        assert main(["witness", *files]) == 2
        assert message in capsys.readouterr().err
        Path(files[k]).write_bytes(kept)


def test_terms_in_balls_and_fractions() -> None:
    two: Any = Term(
        "product", (Term("constant", number=Fraction(2)), Term("variable", name=("X", 0)))
    )
    assert two.at({("X", 0): arb(3)}) == 6
    assert Formula("=", two).room({("X", 0): Fraction(-3)}) == -6
