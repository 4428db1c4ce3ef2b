r"""Families by the parity of a place: PE_{(pos, 2i)} = \sin(…), PE_{(pos, 2i+1)} = \cos(…).

Where such formulas stand in a text, the entry at any place whose parity is known is what they say:
PE_{(1, 0)} and PE(pos + k, 2i) are written out, so that nothing is left of the family.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.placing import State
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding

_EVEN, _ODD = 0, 1
_PLACES: Final = 2
_LETTERS: Final = "ptsuvnzwqr"
_INDEXED: Final = regex(r"_[a-z]$")
_WORDED: Final = regex(r"(?i)\b(?P<kind>even|odd)\b")


@final
@dataclass(frozen=True, slots=True)
class _Half:
    """What stands at the even or the odd places: its letters, and the formula in them."""

    name: str
    letters: tuple[str, str]
    short: str
    formula: tree.Node
    span: tree.Span


Parities: TypeAlias = "dict[tuple[str, int], _Half]"


def with_parities(
    statements: Sequence[tree.Statement | tree.Unreadable], state: State, formula: Formula
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with the formulas at places for what stands there; new ones are noted.

    Args:
        statements: those of a formula.
        state: what is known, with the families so far.
        formula: where they stand.
    """
    found: list[tree.Statement | tree.Unreadable] = []
    given = _given_behind(statements, state) if state.parities else {}
    for statement in statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        if not isinstance(statement, tree.Statement) or not isinstance(body, tree.Chain):
            found.append(statement)
        elif _note(body, state, formula):
            body = tree.map_children(body, lambda part: _short(part, state))
            found.append(replace(statement, body=body))
        else:
            keys = {key: value for key, value in given.items() if key != tree.key(body.first)}
            found.append(_with_values(statement, _all_put_in(body, keys), state))
    return found


def _given_behind(
    statements: Sequence[tree.Statement | tree.Unreadable], state: State
) -> dict[str, tree.Node]:
    r"""Frequencies with their formulas, which may stand behind a claim: \omega_i = c^{-2i/d}."""
    found: dict[str, tree.Node] = {}
    for statement in statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        if not isinstance(body, tree.Chain) or len(body.links) != 1:
            continue
        key, link = tree.key(body.first), body.links[0]
        indexed = key is not None and _INDEXED.search(key) is not None
        if key is None or not indexed or _member(body.first) or link.relation != "=":
            continue
        if state.scope.latest(key) is None and key not in found:
            found[key] = link.operand
    return found


def _with_values(statement: tree.Statement, chain: tree.Chain, state: State) -> tree.Statement:
    """A claim about such a family with what stands at the places that it speaks of."""
    known: Parities = state.parities
    chain = replace(chain, first=_in_pairs(chain.first, known))
    links = (replace(k, operand=_in_pairs(k.operand, known)) for k in chain.links)
    chain = replace(chain, links=tuple(links))
    parity, open_places = _said(statement), _open_places(chain, known)
    if parity is not None and len(open_places) == 1:
        (letter,) = open_places
        half = tree.Product((_number(2, chain.span), tree.Name(letter, span=chain.span)), ("",))
        value = tree.Sum((half, _number(1, chain.span))) if parity else half
        chain = _all_put_in(chain, {letter: value})
        rest = (q for q in statement.qualifiers if _WORDED.search(q.words) is None)
        statement = replace(statement, qualifiers=tuple(rest))
    first = _written(chain.first, known, _member(chain.first) is None)
    links = (replace(k, operand=_written(k.operand, known)) for k in chain.links)
    body = _short(replace(chain, first=first, links=tuple(links)), state)
    told = tuple(
        q if q.body is None else replace(q, body=_short(q.body, state))
        for q in statement.qualifiers
    )
    return replace(statement, body=body, qualifiers=told)


def _short(node: tree.Node, state: State) -> tree.Node:
    """A node with a letter for pos and for other words for a place."""
    key = tree.key(node)
    for half in state.parities.values():
        if key == half.letters[0] and len(half.letters[0]) > 1 and not _has_value(state, key):
            return tree.Name(half.short, span=node.span)
    return tree.map_children(node, lambda part: _short(part, state))


def _has_value(state: State, key: str | None) -> bool:
    """Whether a word for a place has a value of its own."""
    return state.scope.latest(key or "") is not None


def _open_places(chain: tree.Chain, known: Parities) -> set[str]:
    """The letters that stand by themselves as second places."""
    found = set()
    for part in tree.walk(chain):
        member = _member(part)
        if member is not None and any(member[0] == name for name, _ in known):
            key = tree.key(member[2])
            if key is not None and isinstance(member[2], tree.Name):
                found.add(key)
    return found


def _in_pairs(node: tree.Node, known: Parities) -> tree.Node:
    r"""A side with sums over all places by pairs: \sum_{j=0}^{d-1} over 2i and 2i + 1."""
    inside = tree.map_children(node, lambda part: _in_pairs(part, known))
    if not isinstance(inside, tree.BigOperator) or inside.operator != "sum":
        return inside
    start, upper = inside.lower, inside.upper
    if not isinstance(start, tree.Chain) or len(start.links) != 1 or upper is None:
        return inside
    letter, first = tree.key(start.first), start.links[0].operand
    zero = isinstance(first, tree.Number) and first.value == 0
    body = tree.Chain(inside.body, ())
    if letter is None or not zero or _open_places(body, known) != {letter}:
        return inside
    span = inside.span
    two, one = _number(2, span), _number(1, span)
    even = tree.Product((two, start.first), ("",), span=span)
    odd = tree.Sum((even, one), span=span)
    pair = tree.Sum(
        tuple(_put_in(inside.body, {letter: place}, span) for place in (even, odd)), span=span
    )
    count = tree.Quotient(tree.Sum((upper, one), span=span), two, "frac", span=span)
    last = tree.Sum((count, tree.Neg(one, span=span)), span=span)
    return replace(inside, upper=last, body=pair)


def _note(chain: tree.Chain, state: State, formula: Formula) -> bool:
    """Whether a chain gives the formula of half a family; a new one is kept."""
    member = _member(chain.first)
    place = None if member is None else _split(member[2])
    link = chain.links[0]
    if member is None or place is None or link.relation not in ("=", ":=", "≡"):
        return False
    name, position, _ = member
    (whole, letter), parity = place
    first = tree.key(position)
    if first is None or letter is None or tree.key(letter) is None or whole:
        return False
    keys = first, tree.key(letter) or ""
    known: Parities = state.parities
    scope, used = state.scope, {tree.key(part) for part in tree.walk(link.operand)}
    if (name, 1 - parity) not in known and (scope.latest(name) or name in scope.families):
        return False
    span = tree.Span(formula.start + chain.span.start, formula.start + chain.span.end)
    half = known.get((name, parity))
    if half is not None:
        return half.span == span
    if not set(keys) <= used or any(_member(p) for p in tree.walk(link.operand)):
        return False
    short = first if len(first) == 1 else _free(state, link.operand)
    own = f"{name} at {'odd' if parity else 'even'} places"
    body = _put_in(link.operand, {first: tree.Name(short)}, link.operand.span)
    known[name, parity] = _Half(own, keys, short, body, span)
    version, line = state.scope.version + 1, state.source.position(formula.start).line
    state.frames[version] = state.frame.path
    state.scope.bind(Binding(own, body, version, (short, keys[1]), True, line, formula.headings))
    return True


def _written(node: tree.Node, known: Parities, named: bool = True) -> tree.Node:
    """A side with what stands at the places: values of a function, or the formula itself."""
    member = _member(node)
    if member is not None and any(member[0] == name for name, _ in known):
        name, position, place = member
        found = _split(place)
        half = None if found is None else known.get((name, found[1]))
        if half is not None and found is not None:
            index = _sum(*found[0], place.span)
            if named or not _is_letter(position) or not _is_letter(index):
                head = tree.Name(half.name, span=node.span)
                places = tree.Group("()", (position, index), (",",), span=node.span)
                return tree.Call(head, places, span=node.span)
            put_in = {half.short: position, half.letters[1]: index}
            return _put_in(half.formula, put_in, node.span)
    return tree.map_children(node, lambda part: _written(part, known))


def _free(state: State, formula: tree.Node) -> str:
    """A letter for a place that stands for nothing else in the text."""
    used = {tree.key(part) for part in tree.walk(formula)}
    letters = (x for x in _LETTERS if x not in used and state.scope.latest(x) is None)
    text = state.source.text
    alone = (x for x in letters if regex(rf"(?<![A-Za-z\\]){x}(?![A-Za-z])").search(text) is None)
    return next(alone, _LETTERS[0])


def _is_letter(node: tree.Node) -> bool:
    return tree.key(node) is not None


def _member(node: tree.Node) -> tuple[str, tree.Node, tree.Node] | None:
    """The family, the first place and the second of PE_{(pos, 2i)} or PE(pos, 2i)."""
    if isinstance(node, tree.Call) and isinstance(node.head, tree.Name):
        head, places = node.head, node.arguments
    elif isinstance(node, tree.Name) and isinstance(node.subscript, tree.Group):
        head, places = replace(node, subscript=None), node.subscript
    else:
        return None
    key = tree.key(head)
    if key is None or head.subscript is not None or len(places.items) != _PLACES:
        return None
    return key, places.items[0], places.items[1]


def _split(place: tree.Node) -> tuple[tuple[int, tree.Node | None], int] | None:
    """The i with what is added to it, and the parity, of 2i + 1, of 2(i + 1) and of 5."""
    constant, halves = 0, list[tree.Node]()
    for term in place.terms if isinstance(place, tree.Sum) else (place,):
        sign, inner = (-1, term.operand) if isinstance(term, tree.Neg) else (1, term)
        if isinstance(inner, tree.Number) and inner.value.denominator == 1:
            constant += sign * int(inner.value)
            continue
        half = _half_of(inner)
        if half is None:
            return None
        halves.append(half if sign > 0 else tree.Neg(half, span=half.span))
    if len(halves) > 1:
        return None
    return (constant // 2, halves[0] if halves else None), constant % 2


def _half_of(node: tree.Node) -> tree.Node | None:
    """The i of 2i."""
    if not isinstance(node, tree.Product) or len(node.factors) != _PLACES:
        return None
    number, other = node.factors
    if not isinstance(number, tree.Number) or number.value != 2 or node.operators[0] not in _TIMES:
        return None
    if isinstance(other, tree.Group) and len(other.items) == 1:
        return other.items[0]
    return other


_TIMES: Final = frozenset({"", "·", "×", "*"})


def _sum(whole: int, letter: tree.Node | None, span: tree.Span) -> tree.Node:
    if letter is None:
        return _number(whole, span)
    return tree.Sum((letter, _number(whole, span)), span=span) if whole else letter


def _number(value: int, span: tree.Span) -> tree.Node:
    number = tree.Number(str(abs(value)), Fraction(abs(value)), None, span=span)
    return number if value >= 0 else tree.Neg(number, span=span)


def _put_in(node: tree.Node, values: Mapping[str, tree.Node], span: tree.Span) -> tree.Node:
    """A formula with values for its letters, said to stand at a place."""
    key = tree.key(node)
    if key in values:
        return replace(values[key or ""], span=span)
    inside = tree.map_children(node, lambda part: _put_in(part, values, span))
    return replace(inside, span=span)


def _all_put_in(chain: tree.Chain, values: Mapping[str, tree.Node]) -> tree.Chain:
    """A chain with values for letters on all its sides."""
    first = _put_in(chain.first, values, chain.first.span)
    links = (replace(k, operand=_put_in(k.operand, values, k.operand.span)) for k in chain.links)
    return replace(chain, first=first, links=tuple(links)) if values else chain


def _said(statement: tree.Statement) -> int | None:
    """The parity that the words beside a claim say of a letter."""
    words = " ".join(q.words for q in statement.qualifiers)
    kinds = {m["kind"].lower() for m in _WORDED.finditer(words)}
    return None if len(kinds) != 1 else (_EVEN if "even" in kinds else _ODD)
