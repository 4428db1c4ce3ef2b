"""Words beside a formula that say for which values it holds."""

from __future__ import annotations

from typing import Final

from symnn.latex import syntax as tree

_ALL: Final = frozenset({"for all", "for every", "for any", "for each", "for all real"})


def quantified(qualifiers: tuple[tree.Qualifier, ...]) -> frozenset[str] | None:
    """The names that stand for all real numbers; None if the words say anything else.

    >>> quantified(()) is None
    True
    """
    if len(qualifiers) != 1 or qualifiers[0].words.strip().lower() not in _ALL:
        return None
    body = qualifiers[0].body
    if isinstance(body, tree.Chain):
        if len(body.links) != 1 or not _is_all_reals(body.links[0]):
            return None
        body = body.first
    items = body.items if isinstance(body, tree.Group) else (body,)
    keys = [tree.key(item) if isinstance(item, tree.Name) else None for item in items]
    names = frozenset(key for key in keys if key is not None)
    return names if len(names) == len(keys) else None


def _is_all_reals(link: tree.Link) -> bool:
    place = link.operand
    real = isinstance(place, tree.Name) and place.base == "R" and place.font == "bb"
    return link.relation == "∈" and real
