r"""Another formula for a known function that was not taken over: what rests on the old is open.

`f(x) = \frac{x}{x^2+1}` where f was given otherwise long before may be a claim, a condition or a
new definition; while that is undecided, or its right side cannot be read, f is not certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from symnn.documents.judging.names.definitions import holds_name, is_made_from
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry
from symnn.latex import syntax as tree

_MAY_DEFINE = frozenset({"=", ":=", "≡"})


def note_formula_anew(place: Place, left: tree.Node, link: tree.Link, undecided: bool) -> None:
    """Hold a function for doubtful if its formula stands here anew, and was not taken over.

    Args:
        place: where it stands.
        left: what is said to have the formula, such as f(x).
        link: the relation with the formula.
        undecided: whether it was read, but it is open whether it is that of the function.
    """
    parts = _head(left) if link.relation in _MAY_DEFINE else None
    if parts is None:
        return
    head, arguments = parts
    names = tuple(key for item in arguments if (key := tree.key(item)) is not None)
    if not names or len(names) != len(arguments):
        return
    unread = any(isinstance(part, tree.Unreadable) for part in tree.walk(link.operand))
    own = is_made_from(link.operand, names) and not holds_name(link.operand, head)
    if head.endswith("'"):
        _suspect(place, head.rstrip("'"), (head.rstrip("'"),))
    elif unread or (undecided and own):
        _suspect(place, head, (head, *_slopes(place, head)))


def noted_anew(place: Place, clause: Clause, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a statement under a condition; what is open may be a case of a new function.

    After f(x) = x, "f(x) = x for x > 0 and f(x) = 0 for x < 0" gives another f.
    """
    body = clause.statement.body if isinstance(clause.statement, tree.Statement) else None
    given = given_formula(body) if isinstance(body, tree.Chain) else ()
    for entry in entries:
        yield entry
        if entry.verdict == "undecided" and clause.conditions:
            for key in given:
                _suspect(place, key, (key, *_slopes(place, key)))


def given_formula(chain: tree.Chain) -> tuple[str, ...]:
    """The function of letters, or the family with an open index, that is said to be something."""
    left = chain.first
    if len(chain.links) > 1 or chain.links[0].relation not in _MAY_DEFINE:
        return ()
    parts = _head(left)
    if parts is not None:
        return (parts[0],) if all(tree.key(item) is not None for item in parts[1]) else ()
    index = left.subscript if isinstance(left, tree.Name) else None
    key = tree.key(left)
    return (key,) if key is not None and isinstance(index, tree.Name) else ()


def note_slopes_anew(place: Place, key: str) -> None:
    """Hold the derivatives that were given for doubtful, as their function has another formula."""
    _suspect(place, key, _slopes(place, key))


def _suspect(place: Place, head: str, keys: Iterable[str]) -> None:
    """Note that formulas, but not single numbers, were taken back."""
    line = place.state.source.position(place.formula.start).line
    for key in keys:
        known = place.state.scope.latest(key)
        if known is not None and (known.computed or known.parameters is not None):
            place.state.suspect(key, f"line {line} has another formula for {head}")


def _head(left: tree.Node) -> tuple[str, tuple[tree.Node, ...]] | None:
    """The name of a function and what it is applied to, also where it may be a factor."""
    head: tree.Node
    if isinstance(left, tree.Call):
        head, arguments = left.head, left.arguments.items
    elif isinstance(left, tree.Product) and len(left.factors) == 2 and left.implicit:
        head, last = left.factors
        arguments = last.items if isinstance(last, tree.Group) else ()
    else:
        return None
    slope = isinstance(head, tree.Prime) and isinstance(head.operand, tree.Name)
    key = tree.key(head) if isinstance(head, tree.Name) or slope else None
    return None if key is None else (key, arguments)


def _slopes(place: Place, key: str) -> tuple[str, ...]:
    """The derivatives of a function that were given formulas of their own: f', f''."""
    history = place.state.scope.history
    return tuple(name for name in history if name != key and name.rstrip("'") == key)
