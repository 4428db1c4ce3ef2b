r"""Normal laws as they are written: `\mathcal{N}(m, s^2)`, `\text{Norm}_x[m, s^2]`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.randomness import laws
from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.documents.source import says
from symnn.exact.expression import Expr
from symnn.latex import syntax as tree

_TWO: Final = 2
_BRACKETS: Final = frozenset({"()", "[]"})
#: A law with a square as its second number says that it is the variance wherever it is written so.
_SQUARED: Final = regex(
    r"(?:Norm|Normal|Gaussian|\\mathcal\s?\{?\s?N)\}?(?:_\{?\w\}?)?\s*(?:\\left)?[\[(]"
    r"[^\[\]()=]{1,40}(?:\\sigma(?:_\w|_\{\w+\})?|\b[a-z](?:_\w)?)\s?\^\s?\{?2"
)


def normal_law(model: Model, node: tree.Node) -> list[Expr] | None:
    """The mean and the variance of a normal law; None for anything else.

    Raises:
        UnsettledError: whether its second number is the variance is not told.
    """
    numbers = _numbers(model, node)
    if numbers is None:
        return None
    spread = numbers[1]
    squared = isinstance(spread, tree.Power) or getattr(spread, "value", None) == 1
    if not squared and not says(model.place.state.source.text, _SQUARED):
        raise UnsettledError
    parts = [part for item in numbers for part in tree.walk(item)]
    model.letters |= {key for part in parts if (key := tree.key(part)) is not None}
    return [model.number(part) for part in numbers]


def _numbers(model: Model, node: tree.Node, deeper: bool = True) -> list[tree.Node] | None:
    """The two numbers of a law, also of p(x) behind p(x) = N(x; m, s^2)."""
    head, group = _applied(node)
    if head is None or group is None or group.fence not in _BRACKETS:
        return None
    known = model.place.state.scope.latest(tree.key(head) or "")
    if known is None and laws.KINDS.get(head.base, ("",))[0] == "normal":
        items = [*group.items]
        if len(items) > _TWO and group.separators[:1] in ((";",), ("|",)):
            items = items[1:]
        return items if len(items) == _TWO else None
    if not deeper or known is None or len(known.parameters or ()) != 1:
        return None
    return _numbers(model, known.body, deeper=False)


def _applied(node: tree.Node) -> tuple[tree.Name | None, tree.Group | None]:
    """A name and the brackets behind it, whether it stands as a function or as a factor."""
    if isinstance(node, tree.Call):
        head, group = node.head, node.arguments
    elif isinstance(node, tree.Product) and len(node.factors) == _TWO:
        head, last = node.factors
        if not isinstance(last, tree.Group):
            return None, None
        group = last
    else:
        return None, None
    if not isinstance(head, tree.Name):
        return None, None
    return replace(head, subscript=None) if head.base == "Norm" else head, group
