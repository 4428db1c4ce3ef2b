r"""E[x] of a list of numbers x = (1, 3, 5, 7): its mean, as layers that normalise have it.

Only where the document has no random variables: of a list of values with their chances, or of a
variable with a law, a mean is something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

Statements = Sequence["tree.Statement | tree.Unreadable"]

_NUMBER: Final = r"-?(?:\d+(?:\.\d+)?|\\[dt]?frac\s*\{?\d+\}?\s*\{?\d+\}?)"
#: x = (1, 3, 5), and x = [1, 3, 5]; a matrix of one row or column.
_LIST: Final = regex(
    r"(?<![A-Za-z\\])(?P<x>[A-Za-z])\}?\s*&?:?=\s*(?:\\left\s*)?[(\[]\s*"
    rf"{_NUMBER}(?:\s*[,;]\s*{_NUMBER})+\s*(?:\\right\s*)?[)\]]"
    r"|(?<![A-Za-z\\])(?P<y>[A-Za-z])\}?\s*&?:?=\s*\\begin\{[pb]?matrix\}"
    rf"\s*{_NUMBER}\s*(?:(?:\\\\\s*{_NUMBER}\s*)+|(?:&\s*{_NUMBER}\s*)+)\\end"
)
#: Words and signs of documents with variables that are random.
_RANDOM: Final = regex(
    r"(?i)\brandom|probabilit|distribut|\\sim\b|\bchances?\b|\bdensit|\bprior\b|\bposterior"
    r"|frequen|\boccurs?\b|\bweights?\b|\boutcome|\blikel|\bfair\b|\bdi[ec]e?\b|\bcoins?\b|\bodds\b"
    r"|energ|\berrors?\b|\bP(?:r|\(|\\left\()|\bi\.?i\.?d\b|\bexpected\b|\bweighted\b"
)
_ERRORS: Final = regex(r"(?<![A-Za-z\\])E\}?\s*(?:\\left)?[\[(][^\])]{1,20}[\])]\s*:?=\s*\\?[a-z]")
#: A list less its mean, and layers that do so; elsewhere a second list may be one of weights.
_CENTRED: Final = regex(
    r"(?i)layer-?\s?norm|batch-?\s?norm|normali[sz]|standardi[sz]|\bcent(?:er|re)d"
    r"|[a-z]\}?\s*-\s*(?:\\(?:mathrm|mathbb|operatorname)\s*\{?\s*)?E\}?\s*(?:\\left\s*)?\["
)
_MEANS: Final = {"E": "mean", "bb E": "mean", "Mean": "mean", "Std": "std", "SD": "std"}


@lru_cache(maxsize=4)
def lists_in(text: str) -> frozenset[str]:
    """The letters that a document without random variables gives as lists of numbers.

    >>> sorted(lists_in("$x=(1,3,5)$ and $t=2$"))
    ['x']
    """
    if _RANDOM.search(text) is not None or _ERRORS.search(text) is not None:
        return frozenset()
    found = frozenset(found["x"] or found["y"] for found in _LIST.finditer(text))
    return found if len(found) == 1 or _CENTRED.search(text) is not None else frozenset()


def with_means(
    statements: Statements, scope: Scope, text: str
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with E[x] of lists as their mean.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
        text: the document.
    """
    lists = lists_in(text)
    if not lists:
        return list(statements)
    return [
        replace(s, body=_with_means(s.body, scope, lists)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _with_means(node: tree.Node, scope: Scope, lists: frozenset[str]) -> tree.Node:
    node = tree.map_children(node, lambda part: _with_means(part, scope, lists))
    head, group = _applied(node)
    if head is None or group is None or len(group.items) != 1:
        return node
    key = tree.key(head) or ""
    name = _MEANS.get(key)
    inside = {k for n in tree.walk(group) if (k := tree.key(n)) is not None}
    if name is None or scope.latest(key) is not None or not inside & lists:
        return node
    if key == "E" and group.fence == "()":
        return node  # an error or an energy at x, as well
    found = tree.Apply(tree.Name(name, span=head.span), replace(group, fence="()"), span=node.span)
    if isinstance(node, tree.Product) and len(node.factors) > 2:
        return replace(node, factors=(found, *node.factors[2:]), operators=node.operators[1:])
    return found


def _applied(node: tree.Node) -> tuple[tree.Name | None, tree.Group | None]:
    """A name and the brackets right behind it."""
    parts: tuple[tree.Node, ...] = ()
    if isinstance(node, tree.Product) and node.operators[0] == "":
        parts = node.factors[:2]
    elif isinstance(node, tree.Call):
        parts = (node.head, node.arguments)
    elif isinstance(node, tree.Apply) and node.power is None:
        parts = (node.function, node.argument)
    if len(parts) != 2 or not isinstance(parts[0], tree.Name):
        return None, None
    group = parts[1]
    good = isinstance(group, tree.Group) and group.fence in ("()", "[]")
    return parts[0], group if good and isinstance(group, tree.Group) else None
