"""Sentences about random matrices, vectors and points, against a second exact computation."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations, permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

Rows = list[list[int]]

SQUARES = st.integers(1, 3).flatmap(
    lambda n: st.lists(st.lists(st.integers(-2, 2), min_size=n, max_size=n), min_size=n, max_size=n)
)
WIDE = st.tuples(st.integers(1, 3), st.integers(1, 4)).flatmap(
    lambda s: st.lists(
        st.lists(st.integers(-1, 2), min_size=s[1], max_size=s[1]), min_size=s[0], max_size=s[0]
    )
)


def det(rows: Rows) -> int:
    """By Leibniz."""
    total = 0
    for order in permutations(range(len(rows))):
        sign = (-1) ** sum(a > b for a, b in combinations(order, 2))
        term = 1
        for i, j in enumerate(order):
            term *= rows[i][j]
        total += sign * term
    return total


def rank(rows: Rows) -> int:
    """The largest minor that is not 0."""
    height, width = len(rows), len(rows[0])
    for k in range(min(height, width), 0, -1):
        for r, c in product(combinations(range(height), k), combinations(range(width), k)):
            if det([[rows[i][j] for j in c] for i in r]):
                return k
    return 0


def times(a: Rows, b: Rows) -> Rows:
    return [
        [sum(x * y for x, y in zip(r, c, strict=True)) for c in zip(*b, strict=True)] for r in a
    ]


def unit(n: int) -> Rows:
    return [[int(i == j) for j in range(n)] for i in range(n)]


def turned(rows: Rows) -> Rows:
    return [list(c) for c in zip(*rows, strict=True)]


def nilpotent(rows: Rows) -> bool:
    power = rows
    for _ in rows:
        power = times(power, rows)
    return not any(e for row in power for e in row)


WORDS: list[tuple[str, Callable[[Rows], bool]]] = [
    ("symmetric", lambda a: a == turned(a)),
    ("singular", lambda a: det(a) == 0),
    ("invertible", lambda a: det(a) != 0),
    ("orthogonal", lambda a: times(turned(a), a) == unit(len(a))),
    ("idempotent", lambda a: times(a, a) == a),
    ("nilpotent", nilpotent),
    ("diagonal", lambda a: all(i == j or not e for i, r in enumerate(a) for j, e in enumerate(r))),
    (
        "upper triangular",
        lambda a: all(i <= j or not e for i, r in enumerate(a) for j, e in enumerate(r)),
    ),
    ("a rotation", lambda a: times(turned(a), a) == unit(len(a)) and det(a) == 1),
    ("skew-symmetric", lambda a: a == [[-e for e in r] for r in turned(a)]),
]


def matrix(rows: Rows) -> str:
    return r"\begin{bmatrix}" + r"\\".join("&".join(map(str, r)) for r in rows) + r"\end{bmatrix}"


def said(definitions: str, sentence: str) -> str | None:
    found = list(judge(Source("a.md", f"$${definitions}$$\n\n$${sentence}$$", "markdown")))
    claims = [e.verdict for e in found if e.kind == "claim"]
    return claims[-1] if claims else None


def wanted(truth: bool) -> str:
    return "proved" if truth else "refuted"


@settings(max_examples=60, deadline=None)
@given(SQUARES, st.sampled_from(WORDS), st.booleans())
def test_adjectives(rows: Rows, word: tuple[str, Callable[[Rows], bool]], denied: bool) -> None:
    text = rf"\text{{the matrix }} A \text{{ is {'not ' if denied else ''}{word[0]}}}"
    assert said(f"A = {matrix(rows)}", text) == wanted(word[1](rows) != denied)


@settings(max_examples=40, deadline=None)
@given(WIDE, st.integers(0, 3), st.sampled_from(["", "at least ", "at most ", "exactly "]))
def test_ranks(rows: Rows, claimed: int, how: str) -> None:
    found = rank(rows)
    truth = {"at least ": found >= claimed, "at most ": found <= claimed}.get(how, found == claimed)
    text = rf"A \text{{ has rank {how}}} {claimed}"
    assert said(f"A = {matrix(rows)}", text) == wanted(truth)


@settings(max_examples=40, deadline=None)
@given(WIDE, st.booleans())
def test_independence(rows: Rows, columns: bool) -> None:
    lines = turned(rows) if columns else rows
    word = "columns" if columns else "rows"
    text = rf"\text{{the {word} of }} A \text{{ are linearly independent}}"
    assert said(f"A = {matrix(rows)}", text) == wanted(rank(lines) == len(lines))


@settings(max_examples=40, deadline=None)
@given(SQUARES, st.data())
def test_membership(rows: Rows, data: st.DataObject) -> None:
    size = len(rows)
    v = data.draw(st.lists(st.integers(-2, 2), min_size=size, max_size=size))
    column = matrix([[e] for e in v])
    joined = [[*r, e] for r, e in zip(rows, v, strict=True)]
    inside = rank(joined) == rank(rows)
    known = f"A = {matrix(rows)},\\quad v = {column}"
    assert said(known, r"v \text{ is in the column space of } A") == wanted(inside)
    kernel = not any(e for (e,) in times(rows, [[e] for e in v]))
    assert said(known, r"v \text{ is in the null space of } A") == wanted(kernel)


POINTS = st.lists(
    st.tuples(st.integers(-2, 2), st.integers(-2, 2)), min_size=1, max_size=3, unique=True
)


def apart(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> bool:
    """A line through two points, moved or turned a little, separates, if any line does."""
    every = [*first, *second]
    normals = {(b[1] - a[1], a[0] - b[0]) for a in every for b in every} - {(0, 0)}
    normals |= {(b[0] - a[0], b[1] - a[1]) for a in every for b in every} - {(0, 0)}
    small = Fraction(1, 1000)
    for u, v in normals:
        for x, y in ((u, v), (u - small * v, v + small * u), (u + small * v, v - small * u)):
            left = [x * p + y * q for p, q in first]
            right = [x * p + y * q for p, q in second]
            if max(left) < min(right) or max(right) < min(left):
                return True
    return False


@settings(max_examples=60, deadline=None)
@given(POINTS, POINTS)
def test_separable_points(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    sets = [r"\{" + ",".join(f"({a},{b})" for a, b in points) + r"\}" for points in (first, second)]
    text = rf"{sets[0]} \text{{ and }} {sets[1]} \text{{ are linearly separable}}"
    assert said("t = 1", text) == wanted(apart(first, second))
