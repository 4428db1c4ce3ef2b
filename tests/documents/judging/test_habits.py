"""Laws: a claim has one verdict in every author's habit, and it is the one of plain arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

import pytest
from flint import fmpq, fmpq_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

Rows = Sequence[Sequence[int]]
Vector = Sequence[int]


def last_verdict(text: str) -> str | None:
    return list(judge(Source("a.md", text, "markdown")))[-1].verdict


def array(rows: Rows, kind: str = "pmatrix") -> str:
    inside = r" \\ ".join(" & ".join(map(str, row)) for row in rows)
    return rf"\begin{{{kind}}} {inside} \end{{{kind}}}"


def listed(cells: Sequence[object]) -> str:
    return ", ".join(map(str, cells))


# --- the ways of five authors ---------------------------------------------------------------

TRANSPOSES: Final = ["^T", r"^\top", r"^\intercal", r"^{\mathrm{T}}", r"^{\mathsf T}", "^{T}"]
VECTORS: Final[list[Callable[[Vector], str]]] = [
    lambda v: f"({listed(v)})",
    lambda v: f"[{listed(v)}]",
    lambda v: array([[c] for c in v]),
    lambda v: array([[c] for c in v], "bmatrix"),
    lambda v: rf"({listed(v)})^\top",
    lambda v: r"\left[\begin{array}{c}" + r" \\ ".join(map(str, v)) + r"\end{array}\right]",
]
NORMS: Final = [
    r"\|{}\|", r"\|{}\|_2", r"\lVert {} \rVert", r"||{}||", r"\left\| {} \right\|_{{2}}",
    r"\left\lVert {} \right\rVert_2", r"\sqrt{{{} \cdot {}}}", r"\sqrt{{\langle {}, {}\rangle}}",
]  # fmt: skip
RELUS: Final = [
    r"\mathrm{{ReLU}}({})", r"\operatorname{{relu}}({})", r"\text{{ReLU}}\left({}\right)",
    r"\max(0, {})", r"\max\{{0, {}\}}", r"\max\left({}, 0\right)", "[{}]_+", "({})^+",
    r"\max\left\{{ {}, 0\right\}}",
]  # fmt: skip
INDICATORS: Final = [
    r"\mathbb{{1}}({})", r"\mathbb{{1}}[{}]", r"\mathbf{{1}}\{{{}\}}", r"1_{{{}}}", "[{}]",
    r"\mathbb{{I}}({})", r"\mathbb{{1}}_{{{}}}", r"\mathbf 1_{{\{{{}\}}}}",
]  # fmt: skip
SUMS: Final = [
    r"\sum_i w_i x_i", r"\sum_{i=1}^{3} w_i x_i", r"\sum_{i} x_i w_i", "w \\cdot x",
    r"\langle w, x \rangle", "w_1 x_1 + w_2 x_2 + w_3 x_3", r"\sum_{1 \le i \le 3} w_i x_i",
    r"\sum_{i \in \{1, 2, 3\}} w_i x_i", r"w_1 x_1 + \dots + w_3 x_3",
]  # fmt: skip

SMALL = st.integers(-9, 9)
TRIPLES = st.lists(SMALL, min_size=3, max_size=3)
SHIFTS = st.sampled_from([0, 1])


def squares(size: int) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(SMALL, min_size=size, max_size=size)
    return st.lists(row, min_size=size, max_size=size)


SQUARES = st.integers(2, 3).flatmap(squares)


def wanted(shift: int) -> str:
    return "refuted" if shift else "proved"


@given(TRIPLES, SHIFTS, st.sampled_from(NORMS), st.sampled_from(VECTORS))
def test_a_norm_in_every_habit(
    v: list[int], shift: int, norm: str, vector: Callable[[Vector], str]
) -> None:
    square = sum(c * c for c in v) + shift
    claim = norm.replace("{}", vector(v)).replace("{{", "{").replace("}}", "}")
    assert last_verdict(rf"$$ {claim} = \sqrt{{{square}}} $$") == wanted(shift)


@given(SMALL, SHIFTS, st.sampled_from(RELUS))
def test_a_relu_in_every_habit(x: int, shift: int, relu: str) -> None:
    claim = relu.format(x)
    assert last_verdict(f"$$ {claim} = {max(0, x) + shift} $$") == wanted(shift)


@given(TRIPLES, SHIFTS, st.sampled_from(RELUS))
def test_a_relu_of_a_vector_in_every_habit(v: list[int], shift: int, relu: str) -> None:
    right = [max(0, c) for c in v]
    right[1] += shift
    claim = relu.format(array([[c] for c in v]))
    assert last_verdict(f"$$ {claim} = ({listed(right)}) $$") == wanted(shift)


@given(SMALL, SMALL, SHIFTS, st.sampled_from(INDICATORS))
def test_an_indicator_in_every_habit(a: int, b: int, shift: int, habit: str) -> None:
    holds = int(a > b)
    right = 1 - holds if shift else holds
    assert last_verdict(f"$$ {habit.format(f'{a} > {b}')} = {right} $$") == wanted(shift)


@given(TRIPLES, TRIPLES, SHIFTS, st.sampled_from(SUMS), st.sampled_from(VECTORS))
def test_a_sum_in_every_habit(
    w: list[int], x: list[int], shift: int, habit: str, vector: Callable[[Vector], str]
) -> None:
    total = sum(a * b for a, b in zip(w, x, strict=True)) + shift
    given_text = f"$$ w = {vector(w)} $$\n\n$$ x = {vector(x)} $$"
    text = f"{given_text}\n\nHence $$ {habit} + 1000 = {1000 + total} $$"
    assert last_verdict(text) == wanted(shift)


@given(SQUARES, SHIFTS, st.sampled_from(TRANSPOSES), st.sampled_from(["pmatrix", "bmatrix"]))
def test_a_transpose_in_every_habit(rows: Rows, shift: int, mark: str, kind: str) -> None:
    right = [list(row) for row in zip(*rows, strict=True)]
    right[0][1] += shift
    text = f"$$ M = {array(rows, kind)} $$\n\n$$ M{mark} = {array(right, kind)} $$"
    assert last_verdict(text) == wanted(shift)


# --- computed a second way ------------------------------------------------------------------


def matrix(rows: Rows) -> fmpq_mat:
    return fmpq_mat([[fmpq(c) for c in row] for row in rows])


def number(value: fmpq) -> str:
    exact = Fraction(str(value))
    sign = "-" if exact < 0 else ""
    top, bottom = abs(exact.numerator), exact.denominator
    return f"{sign}{top}" if bottom == 1 else rf"{sign}\frac{{{top}}}{{{bottom}}}"


SQUARE_CLAIMS: Final[list[tuple[str, Callable[[fmpq_mat], fmpq]]]] = [
    (r"\det({})", lambda m: m.det()),
    (r"\left|{}\right|", lambda m: m.det()),
    (r"\operatorname{{tr}}({})", lambda m: sum((m[i, i] for i in range(m.nrows())), fmpq(0))),
    (r"\operatorname{{rank}}({})", lambda m: fmpq(m.rank())),
    (r"\|{}\|_F^2", lambda m: sum((c * c for c in m.entries()), fmpq(0))),
    (r"\dim\ker({})", lambda m: fmpq(m.ncols() - m.rank())),
    (r"\operatorname{{nullity}}({})", lambda m: fmpq(m.ncols() - m.rank())),
]


@given(SQUARES, SHIFTS, st.sampled_from(SQUARE_CLAIMS))
def test_what_is_asked_of_a_matrix(
    rows: Rows, shift: int, claim: tuple[str, Callable[[fmpq_mat], fmpq]]
) -> None:
    form, value = claim
    right = number(value(matrix(rows)) + shift)
    assert last_verdict(f"$$ {form.format(array(rows))} = {right} $$") == wanted(shift)


@given(SQUARES, SHIFTS)
def test_an_inverse(rows: Rows, shift: int) -> None:
    m = matrix(rows)
    if m.det() == 0:
        return
    cells = [[number(c) for c in row] for row in m.inv().table()]
    cells[1][0] = number(m.inv()[1, 0] + shift)
    right = r" \\ ".join(" & ".join(row) for row in cells)
    text = rf"$$ {array(rows)}^{{-1}} = \begin{{pmatrix}} {right} \end{{pmatrix}} $$"
    assert last_verdict(text) == wanted(shift)


@given(SQUARES, st.integers(2, 4), SHIFTS)
def test_a_power(rows: Rows, exponent: int, shift: int) -> None:
    power = matrix(rows)
    for _ in range(exponent - 1):
        power = power * matrix(rows)
    right = [[int((c + (shift if (i, j) == (0, 1) else 0)).p) for j, c in enumerate(row)]
             for i, row in enumerate(power.table())]  # fmt: skip
    assert last_verdict(f"$$ {array(rows)}^{exponent} = {array(right)} $$") == wanted(shift)


@given(st.lists(TRIPLES, min_size=1, max_size=3), TRIPLES)
def test_what_lies_in_a_span(vectors: Rows, v: list[int]) -> None:
    inside = matrix(vectors).rank() == matrix([*vectors, v]).rank()
    spanned = ", ".join(f"({listed(u)})" for u in vectors)
    text = rf"$$ ({listed(v)}) \in \operatorname{{span}}\{{{spanned}\}} $$"
    assert last_verdict(text) == wanted(not inside)


@settings(deadline=None, max_examples=10)
@given(st.integers(30, 64), SHIFTS)
def test_a_large_matrix(size: int, shift: int) -> None:
    rows = [[(3 * i + 5 * j * j + i * j) % 7 - 3 for j in range(size)] for i in range(size)]
    rank = matrix(rows).rank() + shift
    assert last_verdict(rf"$$ \operatorname{{rank}} {array(rows)} = {rank} $$") == wanted(shift)


@pytest.mark.parametrize(
    "claim",
    [
        r"\operatorname{rank}\begin{pmatrix} \ln 2 & 1 \\ \ln 4 & 2 \end{pmatrix} = 1",
        r"\operatorname{rank}\begin{pmatrix} \sin 1 & 1 \\ 1 & 2 \end{pmatrix} = 2",
    ],
)
def test_a_rank_with_an_entry_that_is_not_algebraic_is_open(claim: str) -> None:
    assert last_verdict(f"$$ {claim} $$") not in ("proved", "refuted")
