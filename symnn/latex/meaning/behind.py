"""What stands behind a formula: the formulas that its names stand for, however deep.

Whether a claim is about arrays, rests on an example, or holds an open letter is often to be seen
only there. Each name is looked up once, so that definitions in a ring end, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from symnn.latex.keys import key as key_of
from symnn.latex.meaning.scope import Binding
from symnn.latex.nodes import Node
from symnn.latex.walking import walk

#: Finds what a name stands for: `scope.latest`, or one that looks at an earlier version.
Lookup: TypeAlias = Callable[[str], Binding | None]


def is_function(known: Binding) -> bool:
    """Whether a definition is one of a function."""
    return known.parameters is not None


def is_value(known: Binding) -> bool:
    """Whether a definition gives a value."""
    return known.parameters is None


def is_worked_out(known: Binding) -> bool:
    """Whether a definition gives a value that was made from other names."""
    return known.parameters is None and known.computed


def _every(_: Binding) -> bool:
    return True


def parts_behind(
    nodes: Iterable[Node], lookup: Lookup, follows: Callable[[Binding], bool] = _every
) -> Iterator[Node]:
    """The parts of some expressions, and of the formulas that their names stand for.

    Args:
        nodes: the expressions.
        lookup: finds what a name stands for.
        follows: whether a definition is gone into.
    """
    return (part for part, _ in _behind(nodes, lookup, follows))


def bindings_behind(
    nodes: Iterable[Node], lookup: Lookup, follows: Callable[[Binding], bool] = _every
) -> Iterator[Binding]:
    """The definitions that some expressions rest on, each once.

    Args:
        nodes: the expressions.
        lookup: finds what a name stands for.
        follows: whether a definition counts, and is gone into.
    """
    return (known for _, known in _behind(nodes, lookup, follows) if known is not None)


def _behind(
    nodes: Iterable[Node], lookup: Lookup, follows: Callable[[Binding], bool]
) -> Iterator[tuple[Node, Binding | None]]:
    """Each part, with its definition where it is the first of its name."""
    waiting, seen = list(nodes), set[str]()
    while waiting:
        for part in walk(waiting.pop()):
            key = key_of(part)
            known = None
            if key is not None and key not in seen:
                seen.add(key)
                known = lookup(key)
                if known is not None and not follows(known):
                    known = None
            if known is not None:
                waiting.append(known.body)
            yield part, known
