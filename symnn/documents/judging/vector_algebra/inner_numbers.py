r"""Inner products of open vectors as open numbers: P(y|x) = g(y(\theta^T x + \theta_0)).

What holds for every number t holds of \theta^T x. It may be any number, too, where its vectors
stand nowhere else, so that a claim that fails for some t fails for some \theta and x.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.documents.judging.names.reaching.elsewhere import behind, under
from symnn.documents.judging.placing import Place
from symnn.documents.model import Entry, left_open
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.plain import plain

#: Letters for such a number; one that the text uses nowhere is taken.
_LETTERS: Final = ("t", "s", "u", "r", "q", "v", "c")
_GREEK: Final = frozenset({"theta", "beta", "omega", "phi", "psi", "xi", "mu", "alpha", "gamma"})
_LONGEST: Final = 240
_Pair: TypeAlias = "tuple[str, str]"


def with_inner_numbers(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    judge: Callable[[Place, tree.Node, tree.Link], Entry],
) -> Entry | None:
    """The entry of a relation with numbers for its inner products; None if that decides nothing.

    Args:
        place: where it stands.
        left, link: the relation.
        judge: its entry at a place.
    """
    scope = place.state.scope
    given = list(behind(place, left, link))
    nodes = (left, link.operand, *(known.body for known in given))
    pairs = {pair for node in nodes for pair in _pairs(node, scope)}
    letters = _free_letters(place, nodes)
    if not pairs or len(pairs) > len(letters) or _taken_elsewhere(nodes, pairs, given):
        return None
    names = {pair: tree.Name(letter) for pair, letter in zip(sorted(pairs), letters, strict=False)}
    there = _where(place, given, names)
    numbers = replace(link, operand=_replaced(link.operand, names, scope))
    found = judge(there, _replaced(left, names, scope), numbers)
    if found.verdict not in ("proved", "refuted"):
        return None
    if found.verdict == "refuted" and not _may_be_any(nodes, pairs, given, scope):
        return left_open(found, "its inner products may not be any numbers")
    return _said_of_vectors(found, left, link, names)


def _where(place: Place, given: list[Binding], names: dict[_Pair, tree.Name]) -> Place:
    """The place with numbers for the inner products in all formulas that a relation rests on."""
    scope = place.state.scope
    there = scope.copy()
    there.values.clear()
    for known in given:
        body = _replaced(known.body, names, scope)
        *earlier, latest = there.history[known.key]
        there.history[known.key] = [*earlier, replace(latest, body=body)]
    return under(place, there)


def _said_of_vectors(
    found: Entry, left: tree.Node, link: tree.Link, names: dict[_Pair, tree.Name]
) -> Entry:
    """The entry in the author's names, with a note of what was taken for a number."""
    shown = {name.base: f"⟨{', '.join(pair)}⟩" for pair, name in names.items()}
    point = found.counterexample
    point = point and tuple((shown.get(name, name), value) for name, value in point)
    notes = [note for note in found.notes if not note.startswith("for all real")]
    reading = f"{plain(left)} {link.relation} {plain(link.operand)}"[:_LONGEST]
    return replace(
        found,
        counterexample=point,
        reading=reading,
        right_value=None,
        notes=(*notes, f"with {', '.join(shown.values())} as any number"),
    )


# --- inner products -------------------------------------------------------------------


def _pairs(node: tree.Node, scope: Scope) -> Iterator[_Pair]:
    """The vectors of the inner products in a formula."""
    for part in tree.walk(node):
        if isinstance(part, tree.Product):
            yield from (pair for _, pair in _in_product(part, scope))
        elif (own := _in_brackets(part, scope)) is not None:
            yield own


def _in_brackets(node: tree.Node, scope: Scope) -> _Pair | None:
    if not isinstance(node, tree.Group) or node.fence != "⟨⟩" or len(node.items) != 2:
        return None
    keys = [_vector(item, scope) for item in node.items]
    return _ordered(*keys) if keys[0] and keys[1] else None


def _in_product(node: tree.Product, scope: Scope) -> Iterator[tuple[int, _Pair]]:
    """Where θᵀx, or a bold w · x, stands in a product; nothing before one more open vector."""
    for place, (one, two) in enumerate(zip(node.factors, node.factors[1:], strict=False)):
        operator = node.operators[place]
        turned = isinstance(one, tree.Transpose) and operator in ("", "·", "⋅")
        dotted = operator in ("·", "⋅") and _is_bold(one) and _is_bold(two)
        if not (turned or dotted):
            continue
        first = _vector(one.operand if isinstance(one, tree.Transpose) else one, scope)
        second = _vector(two, scope)
        rest = node.factors[place + 2 : place + 3]
        last = not rest or isinstance(rest[0], (tree.Number, tree.Group))
        if first and second and last:
            yield place, _ordered(first, second)


def _is_bold(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.font == "bold"


def _vector(node: tree.Node, scope: Scope) -> str | None:
    """The key of a small letter that nothing gives a value."""
    if not isinstance(node, tree.Name) or node.font not in ("", "bold"):
        return None
    small = (len(node.base) == 1 and node.base.islower()) or node.base in _GREEK
    key = tree.key(node)
    return key if small and key is not None and scope.latest(key) is None else None


def _ordered(one: str | None, two: str | None) -> _Pair:
    first, second = sorted((one or "", two or ""))
    return first, second


def _replaced(node: tree.Node, names: dict[_Pair, tree.Name], scope: Scope) -> tree.Node:
    """The formula with a number in place of each inner product."""
    if (own := _in_brackets(node, scope)) is not None and own in names:
        return replace(names[own], span=node.span)
    if isinstance(node, tree.Product):
        for place, pair in _in_product(node, scope):
            span = tree.Span(node.factors[place].span.start, node.factors[place + 1].span.end)
            factors = (
                *node.factors[:place],
                replace(names[pair], span=span),
                *node.factors[place + 2 :],
            )
            operators = (*node.operators[:place], *node.operators[place + 1 :])
            one = (
                factors[0]
                if len(factors) == 1
                else replace(node, factors=factors, operators=operators)
            )
            return _replaced(one, names, scope)
    return tree.map_children(node, lambda part: _replaced(part, names, scope))


# --- whether the vectors stand elsewhere ----------------------------------------------


def _free_letters(place: Place, nodes: tuple[tree.Node, ...]) -> list[str]:
    used = {part.base for node in nodes for part in tree.walk(node) if isinstance(part, tree.Name)}
    known = place.state.scope.history.keys()
    return [letter for letter in _LETTERS if letter not in used and letter not in known]


def _taken_elsewhere(nodes: tuple[tree.Node, ...], pairs: set[_Pair], given: list[Binding]) -> bool:
    """Whether a function of such a vector is taken at anything but the vector itself."""
    vectors = {key for pair in pairs for key in pair}
    functions = {known.key: known.parameters for known in given if known.parameters}
    for part in (part for node in nodes for part in tree.walk(node)):
        if isinstance(part, (tree.Derivative, tree.Prime, tree.BigOperator)):
            return True
        head = part.head if isinstance(part, tree.Call) else getattr(part, "function", None)
        parameters = functions.get(tree.key(head) or "") if head is not None else None
        if parameters is None or not vectors & set(parameters):
            continue
        arguments = (
            part.arguments if isinstance(part, tree.Call) else getattr(part, "argument", None)
        )
        items = arguments.items if isinstance(arguments, tree.Group) else (arguments,)
        if len(items) != len(parameters):
            return True
        for name, item in zip(parameters, items, strict=True):
            if name in vectors and (item is None or tree.key(item) != name):
                return True
    return False


def _may_be_any(
    nodes: tuple[tree.Node, ...], pairs: set[_Pair], given: list[Binding], scope: Scope
) -> bool:
    """Whether the vectors stand in one inner product each, and nowhere else but as arguments."""
    names = {pair: tree.Empty() for pair in pairs}
    vectors = [key for pair in pairs for key in pair]
    if len(set(vectors)) < len(vectors):
        return False
    heads = {known.key for known in given if known.parameters}
    return not any(key in vectors for node in nodes for key in _outside(node, names, heads, scope))


def _outside(
    node: tree.Node, pairs: dict[_Pair, tree.Empty], heads: set[str], scope: Scope
) -> Iterator[str | None]:
    """The names, entries of vectors among them, that stand beside inner products and arguments."""
    if (own := _in_brackets(node, scope)) is not None and own in pairs:
        return
    children = list(tree.children(node))
    if isinstance(node, tree.Product):
        gone = {place + k for place, _ in _in_product(node, scope) for k in (0, 1)}
        children = [part for place, part in enumerate(node.factors) if place not in gone]
    elif isinstance(node, tree.Call) and tree.key(node.head) in heads:
        children = [part for part in node.arguments.items if not isinstance(part, tree.Name)]
    elif isinstance(node, tree.Name):
        yield tree.key(node)
        return
    for part in children:
        yield from _outside(part, pairs, heads, scope)
