r"""Functions of which only the argument is known: L, a differentiable function of \mathbf{w}.

What a claim says of the slopes of such a function is a matter of its slope alone, so that it is
read as \ell + G^T w with a number \ell and a vector G that may be any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.open_arrays.heads import head_of
from symnn.documents.judging.open_arrays.memory import Memory
from symnn.documents.judging.open_arrays.reading import is_nabla
from symnn.documents.judging.open_arrays.sizes import UnreadError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.parser import parse

Scope = Callable[[str], "tree.Node | None"]

#: What marks a function at another place than its argument.
_AT: Final = "elsewhere "
_NAMED: Final = (
    r"(?:\\[A-Za-z]+\{(?:[^{}]|\{[^{}]*\})*\}(?:_\{?\w+\}?)?|\\?[A-Za-z]+(?:_\{?\w+\}?)?)"
)
_TOLD: Final = regex(
    rf"(?P<name>{_NAMED})\$?\s*(?:\\text\{{)?\s*,?\s*(?:is|be|denotes|being)?\s*"
    rf"(?:an? |any |some )(?:[a-z-]+ )*function of (?:the )?(?:[a-z]+ )*\}}?\s*\$?\s*"
    rf"(?P<of>{_NAMED})"
)
_PRIMES: Final = regex(
    r"'\s*\$?\s*(?:is|denotes|means|stands for|for|marks)?\s*(?:the )?(?:matrix |vector )?transpos"
)


@lru_cache(maxsize=8)
def told_functions(text: str) -> Mapping[str, tree.Node]:
    """The names that a text says to be functions of others.

    >>> sorted(told_functions("L is a smooth function of $w$"))
    ['L']
    """
    found: dict[str, tree.Node] = {}
    for match in _TOLD.finditer(text):
        names = [_parsed(match[part]) for part in ("name", "of")]
        key = None if names[0] is None else name_key(names[0])
        if key is not None and names[1] is not None:
            found.setdefault(key, names[1])
    return found


def _parsed(latex: str) -> tree.Node | None:
    statements = parse(latex).statements
    body = statements[0].body if len(statements) == 1 and hasattr(statements[0], "body") else None
    return body if isinstance(body, tree.Node) and name_key(body) is not None else None


def primes_transpose(text: str) -> bool:
    """Whether a text says that a prime marks the transpose."""
    return "transpos" in text and _PRIMES.search(text) is not None


def unknown_functions(
    text: str, memory: Memory, scope: Scope, nodes: Sequence[tree.Node]
) -> Mapping[str, tree.Node]:
    """The functions in a claim of which only the argument is known, each with its argument."""
    told: Mapping[str, tree.Node] = told_functions(text) if "function of" in text else {}
    found: dict[str, tree.Node] = {}
    seen = list(_derived(nodes))
    bodies = [f.body for f in memory.functions.values()]
    variables = {key: by for _, by in seen if by is not None and (key := name_key(by))}
    for operand, _ in seen:
        key, arguments = _head(operand)
        body = None if key is None else scope(key)
        if body is not None or (key is not None and key in memory.functions):
            bodies += [] if body is None else [body]
            continue
        if key is None or key in memory.shapes or key in memory.formulas:
            continue
        of = arguments[0] if len(arguments) == 1 else told.get(key)
        of = of if of is not None else _argument(variables, scope)
        if of is not None and name_key(of) is not None:
            found[key] = of
    for key, of in _called(bodies, memory, scope):
        found.setdefault(key, of)
    return found


def elsewhere(head: tree.Node, at: tree.Node) -> tree.Node:
    """J(w^*) of a function of w: as it were another function, of the name w^*.

    What holds for all values and slopes at both places holds for those of one function; what is
    false of them may hold of it, so that such a function is in doubt.

    Raises:
        UnreadError: the place is no name.
    """
    if name_key(head) is None or name_key(at) is None:
        raise UnreadError("an unknown function at several places")
    return tree.Name(f"{_AT}{name_key(head)}", subscript=at, span=head.span)


def function_of(
    node: tree.Node, own: tree.Node | None, doubtful: set[str]
) -> tuple[str, tree.Node] | None:
    """The name of an unknown function and where it is taken; None for other names.

    Args:
        node: a name.
        own: its argument, if it is such a function.
        doubtful: the names in doubt, to which one at another place than its own comes.
    """
    key = name_key(node)
    if not isinstance(node, tree.Name) or not node.base.startswith(_AT):
        return None if own is None or key is None else (key, own)
    if node.subscript is None:
        return None
    found = f"{node.base.removeprefix(_AT)} at {name_key(node.subscript)}"
    doubtful.add(found)
    return found, node.subscript


def _argument(variables: Mapping[str, tree.Node], scope: Scope) -> tree.Node | None:
    """What a function may be one of: the one name that has a formula, or the only one."""
    given = [key for key in variables if scope(key) is not None]
    chosen = given or list(variables)
    return variables[chosen[0]] if len(chosen) == 1 else None


def _head(node: tree.Node) -> tuple[str | None, tuple[tree.Node, ...]]:
    while isinstance(node, tree.Group) and len(node.items) == 1:
        node = node.items[0]
    called = head_of(node)
    return (name_key(node), ()) if called is None else called


def _derived(nodes: Sequence[tree.Node]) -> Iterator[tuple[tree.Node, tree.Node | None]]:
    """What is derived, and by which name, as far as that is written."""
    for part in (part for node in nodes for part in tree.walk(node)):
        if isinstance(part, tree.Derivative) and part.operand is not None:
            if part.orders == (1,):
                yield part.operand, part.variables[0]
        elif isinstance(part, tree.Product):
            for one, two in zip(part.factors, part.factors[1:], strict=False):
                if is_nabla(one) and isinstance(one, tree.Name):
                    yield two, one.subscript
        elif isinstance(part, tree.Call) and is_nabla(part.head):
            below = part.head.subscript if isinstance(part.head, tree.Name) else None
            if len(part.arguments.items) == 1:
                yield part.arguments.items[0], below


def _called(
    bodies: Sequence[tree.Node], memory: Memory, scope: Scope
) -> Iterator[tuple[str, tree.Node]]:
    r"""The functions in formulas that no formula gives: J_0(\theta)."""
    for part in (part for body in bodies for part in tree.walk(body)):
        if not isinstance(part, tree.Call) or len(part.arguments.items) != 1:
            continue
        key, of = name_key(part.head), part.arguments.items[0]
        known = key is None or key in memory.functions or key in memory.shapes
        known = known or key in memory.formulas
        if known or key is None or scope(key) is not None or name_key(of) is None:
            continue
        if key[:1].isupper() or key.startswith("ell") or key in ("f", "g", "h", "phi", "varphi"):
            yield key, of
