"""Which notation, or which value, a quantity by name has: "trace", "condition number", "entropy".

A quantity with a notation of its own becomes that notation, so that every convention and every
doubt about the notation is one about the words too. The others become a value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache, partial
from typing import Final, TypeAlias

from symnn.claims.formula import Formula
from symnn.documents.phrases.matrices import det, refuse, rows_of, vector
from symnn.documents.phrases.notation import spectrum
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    ONE,
    PI,
    ZERO,
    Expr,
    add,
    apply,
    mul,
    negative,
    quotient,
    rational,
)
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar, Value, column
from symnn.latex.parser import parse

#: A value, and the formulas that show it.
Found: TypeAlias = "tuple[Value, tuple[Formula, ...]]"
Rule: TypeAlias = "Callable[[Array], Found]"

#: Of one thing P, and of two things P and Q.
NOTATIONS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("determinant", "det"), r"\det(P)"),
    "trace": r"\operatorname{tr}(P)",
    "sum of the eigenvalues": r"\operatorname{tr}(P)",
    "product of the eigenvalues": r"\det(P)",
    **dict.fromkeys(("mean of the entries", "average of the entries"), r"\operatorname{mean}(P)"),
    "rank": r"\operatorname{rank}(P)",
    "nullity": r"\operatorname{nullity}(P)",
    **dict.fromkeys(
        ("dimension of the null space", "dimension of the kernel"), r"\operatorname{nullity}(P)"
    ),
    **dict.fromkeys(("norm", "euclidean norm", "euclidean length", "l2 norm", "l2-norm"), r"\|P\|"),
    **dict.fromkeys(
        ("squared norm", "squared euclidean norm", "squared length", "square of the norm"),
        r"\|P\|^2",
    ),
    **dict.fromkeys(("l1 norm", "l1-norm", "1-norm", "manhattan norm"), r"\|P\|_1"),
    **dict.fromkeys(("maximum norm", "max norm", "max-norm"), r"\|P\|_\infty"),
    "frobenius norm": r"\|P\|_F",
    "squared frobenius norm": r"\|P\|_F^2",
    "transpose": r"P^\top",
    "inverse": r"P^{-1}",
    "square": r"P^2",
    "cube": r"P^3",
    "square root": r"\sqrt{P}",
    **dict.fromkeys(("absolute value", "magnitude", "modulus"), r"|P|"),
    **dict.fromkeys(("negative", "negation"), r"-P"),
    "reciprocal": r"1/P",
    "logarithm": r"\ln(P)",
    "gram matrix": r"P^\top P",
    "symmetric part": r"\frac12(P+P^\top)",
    "softmax": r"\operatorname{softmax}(P)",
    "null space": r"\operatorname{Null}(P)",
    "nullspace": r"\operatorname{Null}(P)",
    "kernel": r"\operatorname{Null}(P)",
    "column space": r"\operatorname{Col}(P)",
    **dict.fromkeys(("mean", "average", "arithmetic mean"), r"\operatorname{mean}(P)"),
    "variance": r"\operatorname{Var}(P)",
    "standard deviation": r"\operatorname{std}(P)",
    **dict.fromkeys(
        (
            "sum of the entries", "sum of all entries", "sum of the components", "sum of entries",
            "sum of the elements", "sum of all the entries", "sum of the weights",
        ),
        r"\operatorname{sum}(P)",
    ),
    **dict.fromkeys(
        ("largest entry", "largest component", "largest element", "maximum entry",
         "maximal entry", "biggest entry"),
        r"\max(P)",
    ),
    **dict.fromkeys(
        ("smallest entry", "smallest component", "smallest element", "minimum entry",
         "minimal entry"),
        r"\min(P)",
    ),
    **dict.fromkeys(("gradient", "gradient vector"), r"\nabla P"),
    **dict.fromkeys(("hessian", "hessian matrix"), r"\nabla^2 P"),
    **dict.fromkeys(("derivative", "first derivative", "slope"), r"P'"),
    "second derivative": r"P''",
    "third derivative": r"P'''",
}  # fmt: skip

PAIRS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("dot product", "inner product", "scalar product"), r"P\cdot Q"),
    **dict.fromkeys(("product", "matrix product"), r"PQ"),
    "sum": r"P+Q",
    "difference": r"P-Q",
    "quotient": r"\frac PQ",
    **dict.fromkeys(("hadamard product", "elementwise product"), r"P\odot Q"),
    **dict.fromkeys(("outer product",), r"PQ^\top"),
    **dict.fromkeys(("distance", "euclidean distance"), r"\|P-Q\|"),
    "squared distance": r"\|P-Q\|^2",
    **dict.fromkeys(("cosine similarity", "cosine of the angle"), r"\cos(P,Q)"),
    "angle": r"\operatorname{angle}(P,Q)",
    **dict.fromkeys(("maximum", "larger"), r"\max(P,Q)"),
    **dict.fromkeys(("minimum", "smaller"), r"\min(P,Q)"),
    "composition": r"P\circ Q",
}  # fmt: skip


@cache
def _template(latex: str) -> tree.Node:
    (body,) = (s.body for s in parse(latex).statements if isinstance(s, tree.Statement))
    return body


def filled(latex: str, **parts: tree.Node) -> tree.Node:
    r"""A notation with its letters P and Q replaced.

    >>> from symnn.latex.plain import plain
    >>> plain(filled(r"\det(P)", P=tree.Name("A"))) == "det(A)"
    True
    """

    def visit(node: tree.Node) -> tree.Node:
        if isinstance(node, tree.Name) and node.base in parts and node.subscript is None:
            return parts[node.base]
        return tree.map_children(node, visit)

    return visit(_template(latex))


def at_point(function: tree.Node, point: tree.Node) -> tree.Node:
    """f at a point, which may be a list of coordinates; of ∇f, (∇f) there."""
    listed = isinstance(point, tree.Group) and point.fence in ("", "()")
    items = point.items if listed and isinstance(point, tree.Group) else (point,)
    arguments = tree.Group("()", items)
    if isinstance(function, tree.Product):
        last = tree.Call(function.factors[-1], arguments)
        return replace(function, factors=(*function.factors[:-1], last))
    return tree.Call(function, arguments)


def number(value: int) -> tree.Number:
    """A whole number as it is written."""
    return tree.Number(str(value), Fraction(value), 0)


# --- quantities without a notation ----------------------------------------------------


def _of_spectrum(
    read: Callable[[Array], spectrum.Spectrum], pick: Callable[[spectrum.Spectrum], Expr]
) -> Rule:
    def rule(array: Array) -> Found:
        found = read(array)
        return Scalar(pick(found)), (found.shown,)

    return rule


def _of_two(noun: str, read: Callable[[Array], spectrum.Spectrum]) -> dict[str, Rule]:
    """The larger and the smaller one of two."""

    def larger(found: spectrum.Spectrum) -> Expr:
        if len(found.values) != 2:
            raise refuse(f"which {noun} is meant is not said: there are {len(found.values)}")
        return found.values[0]

    def smaller(found: spectrum.Spectrum) -> Expr:
        larger(found)
        return found.values[1]

    rules = {word: _of_spectrum(read, larger) for word in ("larger", "bigger", "greater")}
    rules |= {word: _of_spectrum(read, smaller) for word in ("smaller", "lesser", "lower")}
    return {f"{word} {noun}": rule for word, rule in rules.items()}


def _listed(read: Callable[[Array], spectrum.Spectrum], nonzero: bool = False) -> Rule:
    def rule(array: Array) -> Found:
        found = read(array)
        kept = [e for e in found.values if not nonzero or exact_value(lower(e))]
        if not kept:
            raise refuse("there are none")
        return column(tuple(map(Scalar, kept)), loose=True), (found.shown,)

    return rule


def entropy(array: Array, base: int | None = None) -> Scalar:
    """-Σ p log p, in nats or to a base; 0 log 0 is 0."""
    cells = [e for e in vector(array) if e != ZERO]
    total = negative(add(*(mul(p, apply("log", p)) for p in cells)))
    return Scalar(total if base is None else quotient(total, apply("log", rational(base))))


def _sample_variance(array: Array) -> Found:
    """The squares from the mean, over one less than there are."""
    cells = vector(array)
    if len(cells) < 2:
        raise refuse("the sample variance of one number")
    centre = quotient(add(*cells), rational(len(cells)))
    gaps = [add(cell, negative(centre)) for cell in cells]
    total = add(*(mul(gap, gap) for gap in gaps))
    return Scalar(quotient(total, rational(len(cells) - 1))), ()


def _median(array: Array) -> Found:
    """The middle one in order; the mean of the two in the middle."""
    numbers = sorted((exact_value(lower(e)), k) for k, e in enumerate(vector(array)))
    cells = [vector(array)[k] for _, k in numbers]
    half = len(cells) // 2
    if len(cells) % 2:
        return Scalar(cells[half]), ()
    return Scalar(quotient(add(cells[half - 1], cells[half]), rational(2))), ()


def _product(array: Array) -> Found:
    return Scalar(mul(*(c.expr for c in array.cells()))), ()


def _diagonal(array: Array) -> Found:
    size = min(array.shape)
    return column(tuple(array.rows[i][i] for i in range(size)), loose=True), ()


def _scaled(size: int, unit: Expr) -> Rule:
    """The area, or the volume, of what a matrix makes of something with that of `unit`."""

    def rule(array: Array) -> Found:
        if array.shape != (size, size):
            raise refuse(f"a {size}×{size} matrix is needed in it")
        return Scalar(mul(unit, apply("abs", det(rows_of(array))))), ()

    return rule


_AREAS: Final[Mapping[str, Rule]] = {
    **dict.fromkeys(("area of the mapped disk", "area of the mapped circle"), _scaled(2, PI)),
    "area of the mapped square": _scaled(2, ONE),
    "volume of the mapped cube": _scaled(3, ONE),
    **dict.fromkeys(
        ("volume of the mapped ball", "volume of the mapped sphere"),
        _scaled(3, mul(quotient(rational(4), rational(3)), PI)),
    ),
}


VALUES: Final[Mapping[str, Rule]] = {
    **dict.fromkeys(
        ("largest eigenvalue", "maximum eigenvalue", "top eigenvalue", "maximal eigenvalue",
         "leading eigenvalue"),
        _of_spectrum(spectrum.eigenvalues, lambda s: s.values[0]),
    ),
    **dict.fromkeys(
        ("smallest eigenvalue", "minimum eigenvalue", "least eigenvalue", "minimal eigenvalue"),
        _of_spectrum(spectrum.eigenvalues, lambda s: s.values[-1]),
    ),
    **dict.fromkeys(
        ("second largest eigenvalue", "second-largest eigenvalue", "second eigenvalue"),
        _of_spectrum(spectrum.eigenvalues, lambda s: s.values[1]),
    ),
    **_AREAS,
    **_of_two("eigenvalue", spectrum.eigenvalues),
    **_of_two("singular value", spectrum.singular_values),
    "spectral radius": _of_spectrum(spectrum.eigenvalues, spectrum.largest_size),
    **dict.fromkeys(
        ("largest singular value", "spectral norm", "operator norm", "top singular value",
         "maximum singular value"),
        _of_spectrum(spectrum.singular_values, lambda s: s.values[0]),
    ),
    **dict.fromkeys(
        ("smallest singular value", "minimum singular value", "least singular value"),
        _of_spectrum(spectrum.singular_values, lambda s: s.values[-1]),
    ),
    "singular values": _listed(spectrum.singular_values),
    "eigenvalues": _listed(spectrum.eigenvalues),
    **dict.fromkeys(
        ("nonzero singular values", "non-zero singular values"),
        _listed(spectrum.singular_values, nonzero=True),
    ),
    **dict.fromkeys(
        ("nonzero eigenvalues", "non-zero eigenvalues"),
        _listed(spectrum.eigenvalues, nonzero=True),
    ),
    "sample variance": _sample_variance,
    "unbiased variance": _sample_variance,
    "median": _median,
    "product of the entries": _product,
    "product of all entries": _product,
    "diagonal": _diagonal,
}  # fmt: skip


def in_units(rule: Callable[..., Scalar], unit: str) -> Callable[[Array], Scalar]:
    """The entropy in bits, or in nats."""
    return partial(rule, base=2 if unit == "bits" else None)
