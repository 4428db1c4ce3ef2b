"""Names that a document defines by a formula, and still means by them what all others do."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.randomness.spellings import kind_of_key, operation_of, regrouped
from symnn.documents.judging.randomness.world import Variable
from symnn.documents.source import lowered, says
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_ERRORS: Final = frozenset({"bias", "mse", "se", "sd", "std"})
_MOMENTS: Final = frozenset({"mean", "variance", "covariance"})
#: What the chance or the density of a value is called.
_CHANCES: Final = frozenset({"P", "p", "Pr", "Prob", "f", "mathbb P"})

#: Words by which the second number of a normal law is no variance: N(\mu, \sigma), a precision.
_NO_VARIANCE: Final = regex(
    r"\b(?:second|other|last)\b[^.]{0,40}\b(?:standard deviation|precision|std|inverse variance)"
    r"|\bn\}?\s*(?:\\left|\\!)*\s*\([^()$]*\)\$?,? (?:where|with|in which)\b[^.]{0,60}"
    r"\b(?:standard deviation|precision|inverse variance)\b(?!\s*\$?(?:\d|of|is|=|\\sqrt|\\sigma))"
    r"|\b(?:parametri[sz]|specifi)\w+[^.]{0,60}\b(?:standard deviation|precision)"
    r"|\(\s*\\mu(?:_\w)?\s*,\s*(?:\\sigma(?:_\w)?|\\tau|\\sigma\s*\^\s*\{\s*-\s*[12]\s*\}"
    r"|\\tau\s*\^\s*\{\s*-\s*1\s*\})\s*(?:\\right\s*)?\)"
)


def is_told_otherwise(law: Variable, text: str) -> bool:
    """Whether a text says that the numbers of a law are not the usual ones.

    Args:
        law: a law that was told.
        text: the document.
    """
    if law.kind == "uniform":
        from symnn.documents.judging.chances.laws import WHOLE

        return says(lowered(text), WHOLE)
    spread = law.parts[-1] if law.kind == "normal" and law.parts else None
    if not law.by_name or not isinstance(spread, tree.Node):
        return False
    squared = isinstance(spread, tree.Power)
    if squared or (isinstance(spread, tree.Number) and spread.value in (0, 1)):
        return False
    return says(lowered(text), _NO_VARIANCE)


def is_customary(scope: Scope, key: str) -> bool:
    """Whether a document defines bias or its like, and as all do.

    Args:
        scope: the definitions so far.
        key: the name.
    """
    known = scope.latest(key)
    if known is None or known.parameters is None:
        return False
    kind = kind_of_key(key)
    if kind in _MOMENTS:
        body = regrouped(known.body)
        return _is_mean(body) if kind == "mean" else _is_second_moment(body)
    if key.lower() not in _ERRORS:
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


def _is_mean(body: tree.Node) -> bool:
    r"""\sum_x x P(X = x), \int x f(x) dx, \sum_i x_i p_i: values times their chances."""
    if not isinstance(body, tree.BigOperator) or body.operator not in ("sum", "int"):
        return False
    factors = body.body.factors if isinstance(body.body, tree.Product) else ()
    if body.operator == "int" and [tree.key(f) for f in factors[2:]] == ["d", tree.key(factors[0])]:
        factors = factors[:2]
    value, *rest = factors or (body,)
    return isinstance(value, tree.Name) and len(rest) == 1 and _is_chance_of(rest[0], value)


def _is_chance_of(node: tree.Node, value: tree.Name) -> bool:
    """P(X = x), p(x), f(x) or p_i of a value x or x_i."""
    if isinstance(node, tree.Call) and isinstance(node.head, tree.Name):
        keys = {tree.key(part) for part in tree.walk(node.arguments)}
        return node.head.base in _CHANCES and tree.key(value) in keys
    if not isinstance(node, tree.Name) or node.base not in _CHANCES or node.subscript is None:
        return False
    return value.subscript is not None and tree.key(node.subscript) == tree.key(value.subscript)


def _is_second_moment(body: tree.Node) -> bool:
    r"""E[(X - E[X])^2], E[X^2] - E[X]^2, E[(X - μ)(Y - ν)], E[XY] - E[X]E[Y]."""
    if _kind(body) == "mean":
        asked = operation_of(body, lambda _: False)
        inner = asked.items[0] if asked is not None else None
        square = isinstance(inner, tree.Power) and getattr(inner.exponent, "value", 0) == 2
        sides: tuple[tree.Node, ...] = ()
        if isinstance(inner, tree.Power) and square:
            sides = inner.base, inner.base
        sides = inner.factors if isinstance(inner, tree.Product) else sides
        return len(sides) == 2 and all(map(_is_deviation, sides))
    if not isinstance(body, tree.Sum) or len(body.terms) != 2:
        return False
    first, last = body.terms
    if _kind(first) != "mean" or not isinstance(last, tree.Neg):
        return False
    base = last.operand.base if isinstance(last.operand, tree.Power) else last.operand
    if isinstance(base, tree.Group) and len(base.items) == 1:
        base = base.items[0]
    parts = base.factors if isinstance(base, tree.Product) else (base,)
    return all(_kind(part) == "mean" for part in parts)


def _is_deviation(node: tree.Node) -> bool:
    """X - E[X], X - μ."""
    if isinstance(node, tree.Group) and len(node.items) == 1:
        node = node.items[0]
    if not isinstance(node, tree.Sum) or len(node.terms) != 2:
        return False
    variable, mean = node.terms
    if not isinstance(variable, tree.Name) or not isinstance(mean, tree.Neg):
        return False
    named = isinstance(mean.operand, tree.Name) and mean.operand.base == "mu"
    return named or _kind(mean.operand) == "mean"


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
