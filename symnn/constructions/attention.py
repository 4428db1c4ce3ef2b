"""Heads of attention built by hand: they average, copy, and look up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symnn.claims.formula import Formula
from symnn.constructions.construction import (
    Construction,
    between,
    clause,
    count,
    number,
    says,
    table,
)
from symnn.errors import ClaimError
from symnn.exact.expression import ONE, ZERO, Expr, add, exp, mul, quotient, symbol
from symnn.exact.plain import plain
from symnn.functions.lower import lower
from symnn.functions.signs import closed_sign
from symnn.networks.attention import Attention
from symnn.networks.layer import settle, written
from symnn.networks.network import Network

_SOURCE = "Weiss, Goldberg, Yahav 2021, Thinking like transformers (select and aggregate)"


def _tokens(n: int, d: int) -> list[list[Expr]]:
    return [
        [symbol(f"x{i + 1}_{k + 1}" if d > 1 else f"x{i + 1}") for k in range(d)] for i in range(n)
    ]


def _unit(d: int) -> list[list[int]]:
    return [[int(i == j) for j in range(d)] for i in range(d)]


def averaging_head(tokens: int, size: int = 1, causal: bool = False) -> Construction:
    """A head whose scores are all 0: every token receives the mean of those it attends to.

    Args:
        tokens: how many, 1 to 50.
        size: numbers in a token, 1 to 50.
        causal: a token attends to itself and those before it only.

    Returns:
        Theorem: output i is the mean of all tokens, or of the first i, for all x.

    Source: Weiss, Goldberg, Yahav 2021, Thinking like transformers.

    Examples:
        >>> list(averaging_head(3, causal=True)(3, 5, 10)) == [3, 4, 6]
        True
    """
    n, d = count(tokens, "tokens", 1, 50), count(size, "size", 1, 50)
    nothing = [[0] * d]
    mask = [[j <= i or not causal for j in range(n)] for i in range(n)]
    net = Network(Attention(nothing, nothing, _unit(d), tokens=n, mask=mask))
    xs = _tokens(n, d)
    outputs = net.exprs([x for row in xs for x in row])
    parts = []
    for i in range(n):
        seen = [x for j, x in enumerate(xs) if mask[i][j]]
        for k in range(d):
            mean = add(*(x[k] for x in seen)) / len(seen)
            parts.append(says("=", outputs[i * d + k], mean))
    words = "every output is the mean of the tokens that are seen, for all x"
    name = f"averaging_head({n}, {d}{', causal' if causal else ''})"
    return Construction(name, net, (clause(words, parts),), _SOURCE)


def copying_head(
    tokens: int, offset: int = 1, size: int = 1, sharpness: Any = None
) -> Construction:
    """A head by which token i receives token i - offset; the first ones keep what they are.

    Args:
        tokens: how many, 1 to 50.
        offset: how far back, 0 to tokens - 1.
        size: numbers in a token.
        sharpness: β > 0, the score of the wanted position, others having 0; None masks all
            others, which is the limit β → ∞, and exact.

    Returns:
        Without sharpness: output i is token i - offset, the first ones themselves, for all x.
        With it: the weight of the wanted token is e^β/(e^β + T - 1), so that for tokens in
        [0, 1] the output differs by at most (T - 1)/(e^β + T - 1).

    Raises:
        ClaimError: a sharpness that is not positive.

    Source: Elhage et al. 2021, A mathematical framework for transformer circuits (previous
    token heads).

    Examples:
        >>> list(copying_head(3)(7, 8, 9)) == [7, 7, 8]
        True
    """
    n, d = count(tokens, "tokens", 1, 50), count(size, "size", 1, 50)
    back = count(offset, "offset", 0, n - 1)
    source = [i - back if i >= back else i for i in range(n)]
    nothing, xs = [[0] * d], _tokens(n, d)
    chosen = [[j == source[i] for j in range(n)] for i in range(n)]
    flat = [x for row in xs for x in row]
    wanted = [x for i in range(n) for x in xs[source[i]]]
    if sharpness is None:
        net = Network(Attention(nothing, nothing, _unit(d), tokens=n, mask=chosen))
        parts = [says("=", y, x) for y, x in zip(net.exprs(flat), wanted, strict=True)]
        words = f"output i is token i - {back}, and the first {back} are themselves, for all x"
        stated = clause(words, parts)
        return Construction(f"copying_head({n}, {back})", net, (stated,), _ELHAGE)
    beta = number(sharpness, "sharpness")
    if closed_sign(lower(beta)) != 1:
        raise ClaimError(f"sharpness = {plain(beta)} is not positive; nothing would be preferred")
    bias = [[beta if yes else ZERO for yes in row] for row in chosen]
    net = Network(Attention(nothing, nothing, _unit(d), tokens=n, bias=bias))
    most = quotient(ONE * (n - 1), exp(beta) + (n - 1))
    box = [f for x in flat for f in between(x, ZERO, ONE)]
    gaps = [y - x for y, x in zip(net.exprs(flat), wanted, strict=True)]
    inside = [f for gap in gaps for f in between(gap, -most, most)]
    stated = clause(f"for tokens in [0, 1] the output is within {plain(most)} of it", inside, box)
    return Construction(f"copying_head({n}, {back}, β = {plain(beta)})", net, (stated,), _ELHAGE)


_ELHAGE = "Elhage et al. 2021, A mathematical framework for transformer circuits"


def lookup_head(
    keys: Sequence[Sequence[Any]], values: Sequence[Sequence[Any]], sharpness: Any
) -> Construction:
    """A head that answers a query from a table: the value whose key fits best gets most weight.

    The table stands in the tokens 2, 3, … as (key, value), the query in token 1 as (query, 0).

    Args:
        keys: orthonormal rows; values: a row for each.
        sharpness: β > 0, by which the scores q·k are scaled.

    Returns:
        Token 1 sees the table only, every other token itself. Theorem: for each key as query,
        the weight of its own value is e^β/(e^β + n - 1) and that of every other 1/(e^β + n - 1).

    Raises:
        ClaimError: keys that are not orthonormal; the two rows are named.

    Source: Vaswani et al. 2017, 3.2 (attention as a soft dictionary).

    Examples:
        >>> head = lookup_head([(1, 0), (0, 1)], [(5,), (7,)], 3)
        >>> len(head.theorem) == 2
        True
    """
    rows, answers = table(keys, "keys"), table(values, "values")
    beta = number(sharpness, "sharpness")
    if closed_sign(lower(beta)) != 1:
        raise ClaimError(f"sharpness = {plain(beta)} is not positive; no key would be preferred")
    _check_orthonormal(rows)
    d, e, n = len(rows[0]), len(answers[0]), len(rows)
    if len(answers) != n:
        raise ClaimError(f"{n} keys need as many values; {len(answers)} were given")
    first = [[int(i == j) for j in range(d + e)] for i in range(d)]
    second = [[int(d + i == j) for j in range(d + e)] for i in range(e)]
    mask = [[False, *[True] * n]] + [[i == j for j in range(n + 1)] for i in range(1, n + 1)]
    head = Attention(first, first, second, tokens=n + 1, scale=beta, mask=mask)
    net = Network(head)
    stored = [x for k, v in zip(rows, answers, strict=True) for x in (*k, *v)]
    total, clauses = exp(beta) + (n - 1), []
    for i, row in enumerate(rows):
        outputs = net.exprs([*row, *[ZERO] * e, *stored])[:e]
        parts: list[Formula] = []
        for c, y in enumerate(outputs):
            own = mul(exp(beta), answers[i][c])
            others = [a[c] for j, a in enumerate(answers) if j != i]
            parts.append(says("=", y, quotient(add(own, *others), total)))
        said = f"key {i + 1} as query: its value has the weight e^β/(e^β + {n - 1})"
        clauses.append(clause(said, parts))
    source = "Vaswani et al. 2017, Attention is all you need, 3.2"
    return Construction(f"lookup_head({n} keys)", net, tuple(clauses), source)


def _check_orthonormal(rows: Sequence[Sequence[Expr]]) -> None:
    for i, u in enumerate(rows):
        for j in range(i + 1):
            dot = written(settle(add(*(mul(a, b) for a, b in zip(u, rows[j], strict=True)))))
            wanted = ONE if i == j else ZERO
            if dot != wanted:
                raise ClaimError(
                    f"keys {j} and {i} have the product {plain(dot)}, not {plain(wanted)}; keys "
                    "are orthonormal"
                )
