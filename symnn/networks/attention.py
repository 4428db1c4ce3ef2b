"""Attention: every token asks, every token answers, and a softmax weighs the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, final

from symnn.deferred import dataclass
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.containers import rows_of
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    exp,
    free_symbols,
    mul,
    nth_root,
    quotient,
    rational,
)
from symnn.exact.from_sympy import from_sympy
from symnn.networks.affine import Affine
from symnn.networks.layer import Layer, Value, settle, written


@final
@dataclass(frozen=True, init=False, repr=False)
class Attention(Layer):
    """One head of scaled dot-product attention over T tokens of d numbers.

    With q_i = W_q x_i, k_j = W_k x_j, v_j = W_v x_j:
    s_ij = scale · q_i·k_j + bias_ij, w_ij = e^(s_ij) / Σ_j e^(s_ij), output i is Σ_j w_ij v_j.
    Inputs and outputs are the tokens, one after the other.

    Args:
        query, key, value: the matrices W_q, W_k (of one shape) and W_v, with d columns.
        tokens: how many tokens T.
        scale: an exact number; 1/√d_k if None, where d_k is the number of rows of W_k.
        bias: a T by T table of exact numbers that is added to the scores, for positions.
        mask: a T by T table; token i attends to token j where it is true. Everywhere if None.

    Exactness: exact. A weight of a single token is 1, equal scores have equal weights.

    Raises:
        ShapeError: matrices that do not fit, tables that are not T by T, a token that attends
            to none. UnsupportedError: a symbol in the scale or the bias; it may be in a matrix.

    References:
        Vaswani et al., Attention is all you need (2017), 3.2.1.

    Examples:
        >>> from symnn.exact.number import Number
        >>> mean = Attention([[0]], [[0]], [[1]], tokens=2)
        >>> mean.values([Number(3), Number(5)]) == (4, 4)
        True
    """

    query: Affine
    key: Affine
    value: Affine
    tokens: int
    scale: Expr
    bias: tuple[tuple[Expr, ...], ...]
    mask: tuple[tuple[bool, ...], ...]

    def __init__(
        self,
        query: Any,
        key: Any,
        value: Any,
        *,
        tokens: int,
        scale: Any = None,
        bias: Any = None,
        mask: Any = None,
    ) -> None:
        maps = [m if isinstance(m, Affine) else Affine(m) for m in (query, key, value)]
        if len({m.inputs for m in maps}) != 1 or maps[0].shape != maps[1].shape:
            shapes = ", ".join(f"{m.shape[0]}x{m.shape[1]}" for m in maps)
            raise ShapeError(
                f"Attention: W_q, W_k, W_v of {shapes}; the first two have one shape, and all "
                "have a column for each number of a token"
            )
        if isinstance(tokens, bool) or not isinstance(tokens, int) or tokens < 1:
            raise ShapeError(f"Attention: tokens = {tokens!r} is no positive integer")
        plain = nth_root(rational(maps[1].shape[0]))
        size = maps[1].shape[0]
        given = (ONE if size == 1 else quotient(ONE, plain)) if scale is None else from_sympy(scale)
        for name, item in zip(("query", "key", "value"), maps, strict=True):
            object.__setattr__(self, name, item)
        object.__setattr__(self, "tokens", tokens)
        object.__setattr__(self, "scale", given)
        rows = _square(bias, tokens, "bias", 0)
        object.__setattr__(self, "bias", tuple(tuple(from_sympy(x) for x in r) for r in rows))
        held = free_symbols(given, *(x for row in self.bias for x in row))
        if held:
            raise UnsupportedError(
                f"Attention: scale and bias are exact numbers; {min(held)} is a symbol"
            )
        allowed = tuple(tuple(bool(x) for x in r) for r in _square(mask, tokens, "mask", True))
        if not all(map(any, allowed)):
            which = next(i for i, r in enumerate(allowed, 1) if not any(r))
            raise ShapeError(f"Attention: the mask lets token {which} attend to no token")
        object.__setattr__(self, "mask", allowed)

    @property
    def label(self) -> str:
        """As "Attention 3 tokens, 2 to 4"."""
        return f"Attention {self.tokens} tokens, {self.value.inputs} to {self.value.shape[0]}"

    @property
    def inputs(self) -> int:
        """T d."""
        return self.tokens * self.value.inputs

    @property
    def symbols(self) -> tuple[tuple[str, Any], ...]:
        """The symbols in the three matrices, by name."""
        found = {n: s for m in (self.query, self.key, self.value) for n, s in m.symbols}
        return tuple(sorted(found.items()))

    def output_size(self, size: int | None) -> int:
        """T d_v."""
        if size is not None and size != self.inputs:
            raise ShapeError(f"{self.label} takes {self.inputs} inputs, not {size}")
        return self.tokens * self.value.shape[0]

    def weights(self, inputs: Sequence[Expr]) -> tuple[tuple[Expr, ...], ...]:
        """w_ij, a row for each token that asks; 0 where the mask forbids."""
        self.output_size(len(inputs))
        tokens = self._split(inputs)
        asked = [self.query.exprs(x) for x in tokens]
        keys = [self.key.exprs(x) for x in tokens]
        return tuple(self._row(i, asked[i], keys) for i in range(self.tokens))

    def _row(
        self, i: int, asked: Sequence[Expr], keys: Sequence[Sequence[Expr]]
    ) -> tuple[Expr, ...]:
        allowed = [j for j, open_ in enumerate(self.mask[i]) if open_]
        scores = {j: self._score(i, j, asked, keys[j]) for j in allowed}
        if len({*scores.values()}) == 1:
            share = ONE if len(allowed) == 1 else rational(1) / len(allowed)
            return tuple(share if j in scores else ZERO for j in range(self.tokens))
        powers = {j: exp(s) for j, s in scores.items()}
        total = add(*powers.values())
        return tuple(
            quotient(powers[j], total) if j in powers else ZERO for j in range(self.tokens)
        )

    def _score(self, i: int, j: int, asked: Sequence[Expr], key: Sequence[Expr]) -> Expr:
        terms = [mul(q, k) for q, k in zip(asked, key, strict=True) if ZERO not in (q, k)]
        dot = add(*terms) if terms else ZERO
        scaled = dot if self.scale == ONE or dot == ZERO else mul(self.scale, dot)
        shift = self.bias[i][j]
        return scaled if shift == ZERO else shift if scaled == ZERO else scaled + shift

    def _split(self, inputs: Sequence[Expr]) -> list[Sequence[Expr]]:
        d = self.value.inputs
        return [inputs[k : k + d] for k in range(0, len(inputs), d)]

    def exprs(self, inputs: Sequence[Expr], keep_zeros: bool = False) -> tuple[Expr, ...]:
        """Σ_j w_ij v_j, token after token."""
        rows = self.weights(inputs)
        answers = [self.value.exprs(x, keep_zeros) for x in self._split(inputs)]
        return tuple(
            add(*(_weighed(w, v[c]) for w, v in zip(row, answers, strict=True) if w != ZERO))
            for row in rows
            for c in range(self.value.shape[0])
        )

    def values(self, inputs: Sequence[Value]) -> tuple[Value, ...]:
        """The exact outputs; algebraic where all weights of a token are."""
        plain = [written(x) for x in inputs]
        return tuple(settle(y) for y in self.exprs(plain))

    def substitute(self, values: Mapping[str, Expr]) -> Attention:
        """The layer with values for symbols."""
        maps = [m.substitute(values) for m in (self.query, self.key, self.value)]
        return Attention(
            *maps, tokens=self.tokens, scale=self.scale, bias=self.bias, mask=self.mask
        )

    def __repr__(self) -> str:
        return self.label


def _weighed(weight: Expr, answer: Expr) -> Expr:
    return answer if weight == ONE else mul(weight, answer)


def _square(table: Any, size: int, name: str, default: Any) -> list[list[Any]]:
    if table is None:
        return [[default] * size for _ in range(size)]
    rows = [list(row) for row in rows_of(table)]
    if len(rows) != size or any(len(row) != size for row in rows):
        raise ShapeError(f"Attention: the {name} is not {size} by {size}, a row for each token")
    return rows
