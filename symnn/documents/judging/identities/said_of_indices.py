"""What the words beside a claim say of its indices, and of targets that sum to 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.identities.indices import letters_in
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import OPEN_SPACE, SUMMED, Assumptions, is_in_open_space

#: What authors call the number of entries or samples: the m of 1/m before a sum of open range.
SIZE_LETTERS: Final = frozenset({"m", "n", "d", "k", "p", "K", "N", "M", "D", "T", "B"})
_ALL_OF: Final = regex(
    r"the condition beside it is not understood: what (?P<names>[\w, ]+) may be is not said"
)
ONE_HOT: Final = ("one-hot", "one hot", "onehot")


@final
@dataclass(frozen=True, slots=True)
class Said:
    """What words beside a claim say: i = j or i ≠ j, and whether targets sum to 1.

    `hot` tells that one target is 1, and all others are 0; `general` are names that it is said
    for all of;
    `numbers` are those that index letters stand for, where entries at numbers are spoken of;
    `apart` are sizes of arrays that differ.
    """

    indices: str = ""
    summing: bool = False
    understood: bool = True
    hot: bool = False
    general: frozenset[str] = frozenset()
    numbers: Mapping[str, int] = field(default_factory=dict)
    apart: tuple[tuple[str, str], ...] = ()


def of_declared(assumed: Assumptions, is_declared: Callable[[str], bool]) -> Assumptions:
    """What is assumed, where "for all A" is said of an array whose shape was declared."""
    told = _ALL_OF.fullmatch(assumed.unread or "")
    names = told["names"].split(", ") if told is not None else []
    if not names or not all(map(is_declared, names)):
        return assumed
    return replace(assumed, unread=None, universal=assumed.universal | {*names})


def said_of_indices(assumed: Assumptions) -> Said:
    """What is assumed of the indices and the targets.

    Examples:
        >>> said_of_indices(Assumptions()) == Said()
        True
    """
    found = Said(general=assumed.universal)
    for chain in assumed.relations:
        if _sums_to_one(chain):
            found = replace(found, summing=True)
        elif is_in_open_space(chain):
            continue
        elif chain.links[0].relation in ("=", "≠") and letters_in(chain.first):
            found = replace(found, indices=chain.links[0].relation)
        else:
            found = replace(found, understood=False)
    if assumed.unread is None or assumed.unread in (SUMMED, OPEN_SPACE):
        return found
    if any(word in assumed.unread.lower() for word in ONE_HOT):
        return replace(found, summing=True, hot=True)
    return replace(found, understood=False)


def _sums_to_one(node: tree.Node) -> bool:
    if not isinstance(node, tree.Chain) or not isinstance(node.first, tree.BigOperator):
        return False
    end = node.links[0].operand
    return isinstance(end, tree.Number) and end.value == 1
