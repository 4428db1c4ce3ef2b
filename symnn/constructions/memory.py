"""Networks that remember: rows of weights as stored inputs, and Hopfield's memories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from symnn.constructions.construction import (
    Clause,
    Construction,
    clause,
    is_less,
    number,
    says,
    table,
)
from symnn.errors import ClaimError, ShapeError
from symnn.exact.expression import ONE, ZERO, Expr, add, mul, nth_root, quotient
from symnn.exact.matrix import Matrix
from symnn.exact.plain import plain
from symnn.functions.lower import lower
from symnn.functions.piecewise_linear import relu, sign
from symnn.functions.signs import closed_sign
from symnn.networks.affine import Affine
from symnn.networks.layer import number_of, settle, written
from symnn.networks.network import Network

_CONTENT: Final = "content-addressable memory: Kohonen 1972, Correlation matrix memories"


def associative_memory(
    inputs: Sequence[Any], outputs: Sequence[Any], threshold: Any = None, scaling: str = "unit"
) -> Construction:
    """A hidden layer that compares an input with stored ones, and columns that say their values.

    Args:
        inputs: the stored points of R^d, exact, none of them 0; the rows of the hidden weights
            are these of length 1, so that a pre-activation is |x| times a cosine.
        outputs: a number or a row of numbers for each.
        threshold: what a pre-activation must exceed for its neuron to answer, 0 <= t < 1; by
            default the largest cosine of two stored inputs, or 0, so that of unit inputs each
            wakes its own neuron alone.
        scaling: "unit" scales every column by 1/(1 - t), the answer of a neuron to its own
            direction at length 1; "own" by 1/(|x_j| - t), its answer to its own stored input.

    Returns:
        x -> V relu(W x - t). Theorem: for each pair, whether it is met, and the exact value
        where it is not.

    Raises:
        ClaimError: a stored input is 0, two have one direction, or, where the scaling
            is "own", the threshold leaves some neuron silent at its own input.

    Source: content-addressable memory: Kohonen 1972, Correlation matrix memories.

    Examples:
        >>> import sympy as sp
        >>> r = 1 / sp.sqrt(2)
        >>> net = associative_memory([(1, 0), (r, r), (0, 2)], [0, "1/2", 0])
        >>> net(r, r) == sp.Rational(1, 2)
        True
    """
    rows = table([p if isinstance(p, list | tuple) else [p] for p in inputs], "inputs")
    values = table([v if isinstance(v, list | tuple) else [v] for v in outputs], "outputs")
    if len(values) != len(rows):
        raise ShapeError(f"{len(rows)} stored inputs need as many outputs; {len(values)} given")
    if scaling not in ("unit", "own"):
        raise ClaimError(f"scaling = {scaling!r} is neither 'unit' nor 'own'")
    lengths = [_length(row, k) for k, row in enumerate(rows)]
    units = [[_settled(x / s) for x in row] for row, s in zip(rows, lengths, strict=True)]
    bar = _threshold(units, threshold)
    answers = [ONE - bar if scaling == "unit" else s - bar for s in lengths]
    for k, answer in enumerate(answers):
        if closed_sign(lower(answer)) != 1:
            raise ClaimError(
                f"the stored input {k} has length {plain(lengths[k])}, not over the threshold "
                f"{plain(bar)}: its neuron never answers to it"
            )
    columns = [
        [_settled(quotient(v, a)) for v, a in zip(column, answers, strict=True)]
        for column in zip(*values, strict=True)
    ]
    net = Network(Affine(units, [-bar] * len(units)), relu, Affine(columns))
    clauses = [_met(net, row, wanted) for row, wanted in zip(rows, values, strict=True)]
    return Construction(f"associative_memory({len(rows)} pairs)", net, tuple(clauses), _CONTENT)


def _met(net: Network, row: Sequence[Expr], wanted: Sequence[Expr]) -> Clause:
    """That a pair is met, or that it is not and what there is instead."""
    where = ", ".join(map(plain, row))
    pairs = list(zip(net.exprs(row), wanted, strict=True))
    found = [_settled(y) for y, _ in pairs]
    if all(closed_sign(lower(y - v)) == 0 for y, v in pairs):
        said = ", ".join(map(plain, wanted))
        return clause(f"f({where}) = {said}", [says("=", y, v) for y, v in pairs])
    said, instead = ", ".join(map(plain, wanted)), ", ".join(map(plain, found))
    parts = [says("=", y, v) for (y, _), v in zip(pairs, found, strict=True)]
    parts += [says("!=", y, v) for y, v in pairs if closed_sign(lower(y - v)) != 0]
    return clause(f"f({where}) = {instead}, which is not {said}", parts)


def _length(row: Sequence[Expr], k: int) -> Expr:
    length = _settled(nth_root(add(*(x * x for x in row))))
    if length == ZERO:
        raise ClaimError(f"the stored input {k} is 0, which has no direction")
    return length


def _threshold(units: Sequence[Sequence[Expr]], given: Any) -> Expr:
    """The given threshold, or the largest cosine between two rows."""
    best = ZERO
    for i, u in enumerate(units):
        for j in range(i):
            cosine = _settled(add(*(mul(a, b) for a, b in zip(u, units[j], strict=True))))
            if not is_less(cosine, ONE):
                raise ClaimError(f"the stored inputs {j} and {i} have one direction")
            best = cosine if is_less(best, cosine) else best
    if given is None:
        return best
    bar = number(given, "threshold")
    if is_less(bar, ZERO) or not is_less(bar, ONE):
        raise ClaimError(f"threshold = {plain(bar)} is not in 0 <= t < 1")
    return bar


def _settled(item: Expr) -> Expr:
    return written(settle(item))


def hopfield(patterns: Sequence[Sequence[int]], rule: str = "hebb") -> Construction:
    """One synchronous step of a Hopfield network, x -> sign(W x), with sign(0) = 1.

    Args:
        patterns: rows of 1 and -1.
        rule: "hebb", W = (1/n) Σ p pᵀ with zeros on the diagonal, which keeps fewer than n
            orthogonal patterns, others often but not always; or "projection", W the orthogonal
            projection onto their span, which keeps all patterns.

    Returns:
        Theorem: for each pattern whether it is a fixed point; and the negatives of those that
        are strictly so.

    Raises:
        ClaimError: an entry that is not ±1, or an unknown rule. ShapeError: rows of different
            lengths.

    Source: Hopfield 1982, Neural networks and physical systems with emergent collective
    computational abilities; Personnaz, Guyon, Dreyfus 1985 (projection).

    Examples:
        >>> net = hopfield([(1, 1, -1, -1), (1, -1, 1, -1)])
        >>> list(net(1, 1, -1, -1)) == [1, 1, -1, -1]
        True
    """
    rows = table(patterns, "patterns")
    for i, row in enumerate(rows):
        for j, x in enumerate(row):
            if x not in (ONE, -ONE):
                raise ClaimError(f"patterns[{i}][{j}] = {plain(x)} is neither 1 nor -1")
    if rule not in ("hebb", "projection"):
        raise ClaimError(f"rule = {rule!r} is neither 'hebb' nor 'projection'")
    weights = _hebb(rows) if rule == "hebb" else _projection(rows)
    net = Network(Affine(weights), sign(at_zero=1))
    clauses = [_kept(net, weights, row, k) for k, row in enumerate(rows, 1)]
    source = "Hopfield 1982, Neural networks and physical systems"
    source += "" if rule == "hebb" else "; Personnaz, Guyon, Dreyfus 1985"
    return Construction(f"hopfield({len(rows)} patterns, {rule})", net, tuple(clauses), source)


def _hebb(rows: Sequence[Sequence[Expr]]) -> list[list[Expr]]:
    n = len(rows[0])
    return [
        [_settled(add(*(p[i] * p[j] for p in rows)) / n) if i != j else ZERO for j in range(n)]
        for i in range(n)
    ]


def _projection(rows: Sequence[Sequence[Expr]]) -> list[list[Expr]]:
    """P = Bᵀ (B Bᵀ)⁻¹ B for a basis B among the patterns."""
    numbers = [[n for x in row if (n := number_of(x)) is not None] for row in rows]
    basis: list[list[Any]] = []
    for row in numbers:
        if Matrix([*basis, row]).rank() == len(basis) + 1:
            basis.append(row)
    b = Matrix(basis)
    p = b.transpose() @ (b @ b.transpose()).inverse() @ b
    return [[written(x) for x in row] for row in p.tolist()]


def _kept(net: Network, weights: Sequence[Sequence[Expr]], row: Sequence[Expr], k: int) -> Clause:
    fields = [_settled(add(*(w * x for w, x in zip(line, row, strict=True)))) for line in weights]
    outputs = net.exprs(row)
    after = [ONE if closed_sign(lower(f)) in (0, 1) else -ONE for f in fields]
    parts = [says("=", y, x) for y, x in zip(outputs, after, strict=True)]
    changed = [i for i, (x, y) in enumerate(zip(row, after, strict=True), 1) if x != y]
    if changed:
        said = f"pattern {k} is no fixed point: entries {', '.join(map(str, changed))} change"
        return clause(said, parts)
    if any(f == ZERO for f in fields):
        return clause(f"pattern {k} is a fixed point", parts)
    minus = net.exprs([-x for x in row])
    parts += [says("=", y, -x) for y, x in zip(minus, row, strict=True)]
    return clause(f"pattern {k} is a fixed point, and so is its negative", parts)
