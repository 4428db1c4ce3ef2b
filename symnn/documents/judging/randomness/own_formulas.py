r"""An author's own formula for a divergence or an entropy: KL(p \| q) = \sum_i q_i \log q_i/p_i.

What is said of KL(p ‖ q) after it is said of that formula. Where it differs from the usual one at
two lists of chances, nothing is judged by the usual one any more.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from symnn.documents.judging.placing import Place
from symnn.documents.judging.randomness.spellings import Operation, operation_of
from symnn.documents.judging.relations import Side, judge
from symnn.errors import SymnnError
from symnn.exact.expression import ZERO, Expr, add, apply, negative, quotient, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar, column

#: Two lists of chances at which the usual formulas, and those of other orders, all differ.
_SAMPLES: Final = (
    tuple(Fraction(n, 10) for n in (1, 2, 7)),
    tuple(Fraction(n, 12) for n in (1, 6, 5)),
)


def note_own_formula(place: Place, asked: Operation, formula: tree.Node) -> None:
    """Note that a formula which says what a measure is gives it other values than usual.

    Args:
        place: where it stands.
        asked: the measure, with what it is of.
        formula: what it is said to be.
    """
    keys = [tree.key(item) for item in asked.items]
    if None in keys or len(set(keys)) != len(keys) or len(keys) > len(_SAMPLES):
        return
    lists = {key: sample for key, sample in zip(keys, _SAMPLES, strict=False) if key is not None}
    values = {k: column(tuple(Scalar(rational(one)) for one in s)) for k, s in lists.items()}
    try:
        view = reader(place.state.scope, open_names=True).varying(values)
        own = view.read(formula)
        usual = _usual(asked.kind, list(lists.values()))
    except (MeaningError, SymnnError):
        return
    if usual is None or not isinstance(own, Scalar):
        return
    bases = (None, 2)
    found = [judge("=", Side(own, formula), _in_base(usual, base, formula)) for base in bases]
    if all(one.outcome == "refuted" for one in found):
        line = place.state.source.position(place.formula.start).line
        text = f"line {line} gives it a formula of its own, which is not the usual one"
        place.state.doubtful.setdefault((f" {asked.kind}", 0), text)


def own_formula(place: Place, kind: str) -> str | None:
    """Why the usual formula of a measure does not count here; None if it does."""
    return place.state.doubtful.get((f" {kind}", 0))


def has_own_formula(place: Place, chain: tree.Node) -> bool:
    """Whether a measure in a chain was given a formula that is not the usual one."""
    if not any(key[0].startswith(" ") for key in place.state.doubtful):
        return False
    asked = [operation_of(node, lambda _: False) for node in tree.walk(chain)]
    return any(own_formula(place, one.kind) is not None for one in asked if one is not None)


def _usual(kind: str, lists: list[tuple[Fraction, ...]]) -> Expr | None:
    if kind == "entropy" and len(lists) == 1:
        return negative(add(ZERO, *(_times_log(a, a) for a in lists[0])))
    if len(lists) != len(_SAMPLES) or kind not in ("divergence", "cross"):
        return None
    pairs = list(zip(*lists, strict=True))
    if kind == "cross":
        return negative(add(ZERO, *(_times_log(a, b) for a, b in pairs)))
    return add(ZERO, *(_times_log(a, a / b) for a, b in pairs))


def _times_log(factor: Fraction, inside: Fraction) -> Expr:
    return rational(factor) * apply("log", rational(inside))


def _in_base(value: Expr, base: int | None, node: tree.Node) -> Side:
    by = value if base is None else quotient(value, apply("log", rational(base)))
    return Side(Scalar(by), node)
