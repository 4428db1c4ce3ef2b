"""Updates: `w ← w − ηg`, and `w = w − ηg` where the equals sign is used so.

On the right of an update the names have their values from before it, also in what the chain
goes on with: `w = w - 0.05 = 0.95`. Several updates in a row may be made one after the other or
all at once from the old values; where that decides, both are judged.
"""

from __future__ import annotations

from typing import Final, final

from symnn.deferred import dataclass
from symnn.latex import syntax as tree

#: Relations that can only be updates.
ARROWS: Final = frozenset({"←"})


@final
@dataclass(frozen=True, slots=True)
class Row:
    """Updates in a row: the version before the first, and the names updated since.

    Examples:
        >>> Row(3, frozenset({"w"})).grown("b", 4) == Row(3, frozenset({"w", "b"}))
        True
        >>> Row(3, frozenset({"w"})).grown("w", 4) == Row(4, frozenset({"w"}))
        True
    """

    start: int
    keys: frozenset[str]

    def grown(self, key: str, version: int) -> Row:
        """The row with one more update; a name updated again begins the next one."""
        if key in self.keys:
            return Row(version, frozenset({key}))
        return Row(self.start, self.keys | {key})


def is_update(key: str, relation: str, body: tree.Node) -> bool:
    """Whether an equation gives a name a new value made from its old one.

    Examples:
        >>> w = tree.Name("w")
        >>> is_update("w", "=", tree.Neg(w)) and not is_update("w", "=", tree.Name("b"))
        True
    """
    return relation in ARROWS or any(tree.key(part) == key for part in tree.walk(body))


def begun(row: Row | None, key: str, version: int) -> Row:
    """The row of updates that one more update belongs to, at the version before it.

    Examples:
        >>> begun(None, "w", 2) == Row(2, frozenset({"w"}))
        True
    """
    return Row(version, frozenset({key})) if row is None else row.grown(key, version)
