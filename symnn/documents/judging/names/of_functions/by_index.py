r"""Functions of a list that are given entry by entry: S(z)_i = e^{z_i}/\sum_j e^{z_j}.

S(z)_1 is the first of a family of functions, as S_1(z) is, and S((1, 2)) is the list of its members
at this list: as many as the list has entries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.subscripts import binds
from symnn.latex.meaning.values import Array

Statements = Sequence["tree.Statement | tree.Unreadable"]
#: An index behind a bracket that is closed.
_BEHIND = regex(r"[)\]]\s?_")
#: A letter or a function before an argument in brackets.
_AT = regex(r"(?<![A-Za-z])\\?(?P<head>[A-Za-z]+)\s{0,2}(?:\\left\s?)?\((?P<at>[^()]{1,30})\)")
_MOST = 12


def may_be_by_index(text: str, scope: Scope) -> bool:
    """Whether a formula may speak of such a function.

    Args:
        text: the formula.
        scope: the definitions so far.
    """
    return _BEHIND.search(text) is not None or any(
        _members(base, scope) for base in scope.families if base in text
    )


def with_members(
    statements: Statements, scope: Scope, text: str
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with F_i(z) for F(z)_i, and with lists of members for F at a list.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
        text: the document.
    """
    begun = {key for s in statements if (key := _begun(s, scope)) is not None}
    lists = {key for s in statements if (key := _begun(s, scope, of_entries=False)) is not None}

    def rewritten(body: tree.Node) -> tree.Node:
        plain = _without_argument(_at_values(body, scope), scope, lists - begun, text)
        return _rewritten(plain, scope, begun)

    return [
        replace(s, body=rewritten(s.body)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _at_values(body: tree.Node, scope: Scope) -> tree.Node:
    """S(z)_1 = S(z)_2 at the list z that is given: no new formula for the first entry."""
    first = body.first if isinstance(body, tree.Chain) else None
    call = first.operand if isinstance(first, tree.Indexed) else None
    if not isinstance(body, tree.Chain) or not isinstance(first, tree.Indexed):
        return body
    if not isinstance(call, tree.Call) or not isinstance(first.index, tree.Number):
        return body
    items = call.arguments.items
    known = scope.latest(tree.key(items[0]) or "") if len(items) == 1 else None
    if known is None or known.computed or not _is_given(call.head, scope, set()):
        return body
    if not isinstance(known.body, (tree.Group, tree.Matrix, tree.Transpose)):
        return body
    at = replace(call, arguments=replace(call.arguments, items=(known.body,)))
    return replace(body, first=replace(first, operand=at))


def _begun(
    statement: tree.Statement | tree.Unreadable, scope: Scope, of_entries: bool = True
) -> str | None:
    """The F that a statement gives entry by entry, if nothing was said of it.

    It is made of the entries of its argument, or of those of another list.
    """
    body = statement.body if isinstance(statement, tree.Statement) else None
    first = body.first if isinstance(body, tree.Chain) else None
    call = first.operand if isinstance(first, tree.Indexed) else None
    if not isinstance(call, tree.Call) or not isinstance(first, tree.Indexed):
        return None
    index, key = tree.key(first.index), tree.key(call.head)
    if index is None or key is None or len(index) != 1 or not isinstance(body, tree.Chain):
        return None
    if isinstance(call.head, tree.Name) and not _has_letter_below(call.head, index):
        return None
    (*others, last) = call.arguments.items
    argument = tree.key(last)
    if others or argument is None or scope.latest(key) is not None:
        return None
    entry = tree.key(replace(last, subscript=first.index)) if isinstance(last, tree.Name) else None
    if body.links[0].relation not in ("=", ":=", "≡"):
        return None
    parts = list(tree.walk(body.links[0].operand))
    if of_entries:
        return key if entry in {tree.key(part) for part in parts} else None
    names = [part for part in parts if isinstance(part, tree.Name)]
    own = any(tree.key(replace(part, subscript=None)) == argument for part in names)
    return key if not own and any(part.subscript == first.index for part in names) else None


def _without_argument(node: tree.Node, scope: Scope, lists: set[str], text: str) -> tree.Node:
    """f_c for f(x)_c, of a list whose formula shows no x: e^{a_c} over the sum of all."""

    def visit(part: tree.Node) -> tree.Node:
        call = part.operand if isinstance(part, tree.Indexed) else None
        if isinstance(part, tree.Indexed) and isinstance(call, tree.Call):
            head, items = call.head, call.arguments.items
            alone = len(items) == 1 and isinstance(items[0], tree.Name)
            listed = isinstance(head, tree.Name) and alone and _is_list(head, scope, lists)
            if listed and isinstance(head, tree.Name) and _has_one_argument(head.base, text):
                return replace(head, subscript=part.index, span=part.span)
        return tree.map_children(part, visit)

    return visit(node)


def _has_one_argument(base: str, text: str) -> bool:
    """Whether a letter stands before one and the same argument in the whole document."""
    found = {"".join(one["at"].split()) for one in _AT.finditer(text) if one["head"] == base}
    return len(found) <= 1


def _is_list(head: tree.Name, scope: Scope, lists: set[str]) -> bool:
    """Whether a head has formulas for its entries, and none as a function."""
    key = tree.key(head)
    if key is None or head.subscript is not None or head.labels or scope.latest(key) is not None:
        return False
    known = [(scope.latest(k), p) for k, p in scope.families.get(head.base, {}).items()]
    own = [b for b, p in known if b is not None and replace(p, subscript=None) == head]
    return key in lists or any(b.parameters is None and b.computed for b in own)


def _has_letter_below(head: tree.Name, index: str) -> bool:
    r"""Whether below a head stands nothing, or the letter of a parameter: \sigma_\beta(z)_i."""
    below = head.subscript
    return below is None or (isinstance(below, tree.Name) and tree.key(below) != index)


def _rewritten(node: tree.Node, scope: Scope, begun: set[str]) -> tree.Node:
    def visit(part: tree.Node) -> tree.Node:
        if isinstance(part, tree.Indexed) and isinstance(part.operand, tree.Call):
            call = tree.map_children(part.operand, visit)
            if isinstance(call, tree.Call) and _is_given(call.head, scope, begun):
                return _member(call, part.index)
            if isinstance(call, tree.Call):
                return _at_parameter(call, part.index, scope) or replace(part, operand=call)
        whole = tree.map_children(part, visit)
        if isinstance(whole, tree.Call) and _is_given(whole.head, scope, set()):
            return _listed(whole, scope) or whole
        return whole

    return visit(node)


def _is_given(head: tree.Node, scope: Scope, begun: set[str]) -> bool:
    """Whether a head is that of such a function, with no index of its own."""
    key = tree.key(head)
    if not isinstance(head, tree.Name) or key is None or head.labels:
        return False
    if isinstance(head.subscript, tree.Number) or scope.latest(key) is not None:
        return False
    return key in begun or _members(key, scope)


def _members(base: str, scope: Scope) -> bool:
    """Whether a family of functions of one vector was given under this name."""
    for key in scope.families.get(base, ()):
        known = scope.latest(key)
        if known is not None and known.parameters is not None and len(known.parameters) == 1:
            return True
    return False


def _member(call: tree.Call, index: tree.Node) -> tree.Node:
    head = call.head
    if not isinstance(head, tree.Name):
        return call
    if head.subscript is not None:  # one name for σ_β, to which the index is added
        head = replace(head, base=tree.key(head) or head.base, font="", accents=())
    return replace(call, head=replace(head, subscript=index))


def _at_parameter(call: tree.Call, index: tree.Node, scope: Scope) -> tree.Node | None:
    """The formula for s_2(x)_1, after one for s_τ(x)_k; None if there is none."""
    head, items = call.head, call.arguments.items
    if not isinstance(head, tree.Name) or not isinstance(head.subscript, tree.Number):
        return None
    if not isinstance(index, tree.Number) or scope.latest(tree.key(head) or "") is not None:
        return None
    stem = f"{tree.key(replace(head, subscript=None))}_"
    for base, patterns in scope.families.items():
        letter = base.removeprefix(stem)
        if letter == base or not letter.isalpha() or scope.latest(letter) is not None:
            continue
        for key, pattern in patterns.items():
            known, below = scope.latest(key), pattern.subscript
            if known is None or known.parameters != tuple(map(tree.key, items)) or below is None:
                continue
            values = {letter: head.subscript, tree.key(below) or "": index}
            if not any(binds(part, name) for part in tree.walk(known.body) for name in values):
                return tree.Group("()", (_put(known.body, values),), span=call.span)
    return None


def _put(node: tree.Node, values: Mapping[str, tree.Node]) -> tree.Node:
    """A formula with numbers for letters, in indices as well."""
    found = values.get(tree.key(node) or "")
    return found or tree.map_children(node, lambda part: _put(part, values))


def _listed(call: tree.Call, scope: Scope) -> tree.Node | None:
    """F at a list, member by member; None where the size of the list is not known."""
    if len(call.arguments.items) != 1:
        return None
    try:
        value = reader(scope, open_names=True).read(call.arguments.items[0])
    except MeaningError:
        return None
    if not isinstance(value, Array) or not value.is_vector:
        return None
    count = sum(1 for _ in value.cells())
    if not 1 < count <= _MOST:
        return None
    members = tuple(_member(call, tree.Number(str(k), Fraction(k), 0)) for k in range(1, count + 1))
    return tree.Group("()", members, (",",) * (count - 1), span=call.span)
