"""Several names of which one sentence speaks: "W, b have 43 entries together"."""

from __future__ import annotations

from collections.abc import Sequence

from symnn.latex import syntax as tree


def ends_list(statements: Sequence[tree.Statement | tree.Unreadable], first: int) -> bool:
    """Whether a statement is the last of several names of which words say something."""
    here = statements[first]
    if not first or not isinstance(here, tree.Statement) or here.separator not in (",", "and"):
        return False
    before = statements[first - 1]
    bare = isinstance(before, tree.Statement) and not before.qualifiers and before.lead is None
    body = before.body if bare and isinstance(before, tree.Statement) else None
    several = isinstance(body, tree.Name) or (isinstance(body, tree.Group) and not body.fence)
    return several and bool(here.qualifiers)
