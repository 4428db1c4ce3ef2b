"""Names that a document defines by a formula, and still means by them what all others do."""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.randomness.spellings import operation_of, regrouped
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_ERRORS: Final = frozenset({"bias", "mse", "se", "sd", "std"})


def is_customary(scope: Scope, key: str) -> bool:
    """Whether a document defines bias or its like, and as all do.

    Args:
        scope: the definitions so far.
        key: the name.
    """
    known = scope.latest(key)
    if known is None or known.parameters is None or key.lower() not in _ERRORS:
        return False
    body = regrouped(known.body)
    if key in ("bias", "Bias"):
        return _is_bias(body)
    if key in ("MSE", "mse"):
        return _is_squared_error(body)
    if key in ("SE", "se", "sd", "SD", "Std", "std"):
        return isinstance(body, tree.Root) and _kind(body.radicand) == "variance"
    return False


def _kind(node: tree.Node) -> str:
    asked = None if isinstance(node, tree.Name) else operation_of(node, lambda _: False)
    return "" if asked is None else asked.kind


def _is_bias(body: tree.Node) -> bool:
    if not isinstance(body, tree.Sum) or len(body.terms) != 2:
        return False
    first, last = body.terms
    return _kind(first) == "mean" and isinstance(last, tree.Neg) and not _kind(last.operand)


def _is_squared_error(body: tree.Node) -> bool:
    asked = None if isinstance(body, tree.Name) else operation_of(body, lambda _: False)
    inner = asked.items[0] if asked is not None and asked.kind == "mean" else None
    if not isinstance(inner, tree.Power) or getattr(inner.exponent, "value", 0) != 2:
        return False
    base = inner.base.items[0] if isinstance(inner.base, tree.Group) else inner.base
    return isinstance(base, tree.Sum) and len(base.terms) == 2
