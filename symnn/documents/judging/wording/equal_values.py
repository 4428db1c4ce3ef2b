r"""One number for several names, `n = k = 1`, as a value of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree

_NUMBERS: Final = (tree.Number, tree.Neg, tree.Quotient, tree.Root)


def each_value(body: tree.Node | None) -> tuple[tree.Node | None, ...]:
    """The equations n = 1 and k = 1 of a chain that gives several names one number.

    Args:
        body: a condition, which is the only one if it is no such chain.
    """
    if not isinstance(body, tree.Chain) or len(body.links) < 2:
        return (body,)
    *names, last = (body.first, *(link.operand for link in body.links))
    if any(link.relation != "=" for link in body.links) or not _is_number(last):
        return (body,)
    if any(not isinstance(name, tree.Name) or tree.key(name) is None for name in names):
        return (body,)
    return tuple(replace(body, first=name, links=body.links[-1:]) for name in names)


def _is_number(node: tree.Node) -> bool:
    return all(isinstance(part, _NUMBERS) for part in tree.walk(node))
