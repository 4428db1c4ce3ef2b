r"""Expansions with a remainder: e^x = 1 + x + \frac{x^2}{2} + O(x^3), f(x+h) = f(x) + O(h).

A function that is smooth at a point differs from its expansion by O((x-a)^n) if and only if the
first n derivatives of the difference vanish there, those of order 0 to n-1; each is decided
exactly. o((x-a)^n) asks for one more. A false expansion is called so only where it can be no
statement about large numbers: its terms are of lower order than the remainder.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import dataclass
from symnn.documents.judging.calculus.unknown_functions import Jets, unknown_functions
from symnn.documents.judging.doubts.confirming import confirmed
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.names.letters.unsaid import SIGMA, is_applied
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.exact.expression import ONE, ZERO, Expr, add, free_symbols, negative, postorder, symbol
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Builtin, Scalar
from symnn.latex.plain import plain

_MAX_ORDER: Final = 9
_SECONDS: Final = 3
_SMOOTH: Final = frozenset({"exp", "log", "sin", "cos", "tan", "atan", "asin", "acos", "erf"})
#: Letters of losses, which are functions behind a prime and before brackets.
_LOSSES: Final = frozenset({"E", "J", "L", "C"})
#: Letters for whole numbers, which grow: n^2 + n = O(n^2).
_COUNTS: Final = frozenset({"n", "m", "N", "M", "k", "d", "D", "T", "i", "j"})


@final
@dataclass(frozen=True, slots=True)
class _Remainder:
    """O((x - a)^order), or o of it: the letter, the point, and how many derivatives vanish."""

    key: str
    point: tree.Node
    vanishing: int


def has_remainder(node: tree.Node) -> bool:
    """Whether a side ends in O(x^n) or o(x^n).

    Examples:
        >>> from symnn.latex.parser import parse
        >>> has_remainder(parse("1+x+O(x^2)").statements[0].body)
        True
    """
    terms = node.terms if isinstance(node, tree.Sum) else (node,)
    return any(_order_call(term) is not None for term in terms)


def judge_expansion(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of an expansion with a remainder; None for other claims.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say, such as "as x → 0".
    """
    right = link.operand
    if link.relation != "=" or assumed.is_closed:
        return None
    if isinstance(left, tree.BigOperator):
        return _limit_of_quotient(place, left, link, assumed)
    if isinstance(right, tree.BigOperator):
        return _limit_of_quotient(place, right, replace(link, operand=left), assumed)
    terms = right.terms if isinstance(right, tree.Sum) else (right,)
    ends = [term for term in terms if _order_call(term) is not None]
    rest = tuple(term for term in terms if _order_call(term) is None)
    if len(ends) != 1 or has_remainder(left) or not (rest or _is_no_polynomial(left)):
        return None
    view = assumed.view(reader(place.state.scope, open_names=True))
    unsaid = view.scope.latest(SIGMA) is None and is_applied(view.scope, left)
    view = view.varying({SIGMA: Builtin("sigmoid")}) if unsaid else view
    try:
        end = _remainder(ends[0], view)
        if not rest and end.key in _COUNTS:
            return None  # e^n - 1 = O(n) speaks of large numbers
        kept = rest[0] if len(rest) == 1 else tree.Sum(rest, span=right.span)
        kept = kept if rest else tree.Number("0", Fraction(0), 0, span=right.span)
        left = _written_out(place, left)
        found = _judged(view, *(_cleared(end, left, kept) or _multiplied(view, end, left, kept)))
    except (MeaningError, SymnnError):
        return None
    if found is None:
        return None
    if found.outcome == "refuted":
        doubtful = (
            unsaid or not rest or assumed.unread is not None or may_be_posed_in_words(place.formula)
        )
        sides = (left, kept)
        known = unknown_functions(sides, view) | _losses(sides, view)
        doubtful = doubtful or _calls_unknown(place, left, known)
        if doubtful or end.key in _COUNTS or not _is_of_lower_order(rest, end):
            return None
    return found, f"{plain(left)} {link.relation} {plain(right)}"


def _written_out(place: Place, left: tree.Node) -> tree.Node:
    r"""f(x) as its quotient, of which the denominator may vanish at the point: (1-\cos x)/x^2."""
    head, inside = _called(left)
    known = None if head is None else place.state.scope.latest(tree.key(head) or "")
    letters = inside.items if isinstance(inside, tree.Group) else (inside,)
    if known is None or len(known.parameters or ()) != 1 or len(letters) != 1:
        return left
    body, (parameter,), letter = known.body, known.parameters or ("",), letters[0]
    key = tree.key(letter) if letter is not None else None
    if not isinstance(body, tree.Quotient) or key is None or letter is None:
        return left
    if key != parameter and any(tree.key(part) == key for part in tree.walk(body)):
        return left
    return _renamed(body, parameter, letter)


def _called(node: tree.Node) -> tuple[tree.Node | None, tree.Node | None]:
    """The function and the argument of f(x), and of sinc(x)."""
    if isinstance(node, tree.Call):
        return node.head, node.arguments
    return (node.function, node.argument) if isinstance(node, tree.Apply) else (None, None)


def _renamed(node: tree.Node, key: str, letter: tree.Node) -> tree.Node:
    if tree.key(node) == key:
        return letter
    return tree.map_children(node, lambda part: _renamed(part, key, letter))


def _calls_unknown(place: Place, node: tree.Node, functions: Iterable[str]) -> bool:
    """θ(ξ) of a θ that is no function so far: what its expansion is, is said here."""
    heads = (part.head for part in tree.walk(node) if isinstance(part, tree.Call))
    names = {tree.key(head) for head in heads if isinstance(head, tree.Name)} - {*functions}
    return any(name is not None and place.state.scope.latest(name) is None for name in names)


def _cleared(
    end: _Remainder, left: tree.Node, kept: tree.Node
) -> tuple[_Remainder, tree.Node, tree.Node] | None:
    """(f(x+h) - f(x))/h = … + O(h), multiplied by the h below; None for other denominators."""
    while isinstance(left, tree.Group) and len(left.items) == 1:
        (left,) = left.items
    if not isinstance(left, tree.Quotient):
        return end, left, kept
    degree = _degree(left.denominator, end.key)
    if degree is None or (degree and isinstance(left.denominator, tree.Sum)):
        return None
    if not degree:
        return end, left, kept
    bracketed = tree.Group("()", (kept,), span=kept.span)
    other = tree.Product((left.denominator, bracketed), ("·",), span=kept.span)
    return replace(end, vanishing=end.vanishing + degree), left.numerator, other


def _multiplied(
    view: Reader, end: _Remainder, left: tree.Node, kept: tree.Node
) -> tuple[_Remainder, tree.Node, tree.Node]:
    r"""\frac{x}{e^x-1} = … + O(x^2), multiplied by what stands below, and that vanishes at 0."""
    while isinstance(left, tree.Group) and len(left.items) == 1:
        (left,) = left.items
    if not isinstance(left, tree.Quotient):
        return end, left, kept
    inner = view.varying({end.key: Scalar(symbol(end.key))})
    below, at = lower(inner.read_scalar(left.denominator).expr), inner.read_scalar(end.point).expr
    jets = Jets(inner, frozenset(), end.key)
    for order in range(_MAX_ORDER):
        formula = Atomic("=", jets.put(below, end.key, at), ZERO)
        verdict = confirmed(formula, decide(Claim(formula), seconds=_SECONDS))
        if verdict.refuted and order and _is_smooth(below):
            bracketed = tree.Group("()", (kept,), span=kept.span)
            other = tree.Product((left.denominator, bracketed), ("·",), span=kept.span)
            return replace(end, vanishing=end.vanishing + order), left.numerator, other
        if not verdict.proved:
            break  # unless it vanishes there, it needs no clearing
        below = lower(jets.slope(below, end.key))
    return end, left, kept


def _is_no_polynomial(node: tree.Node) -> bool:
    """Whether functions stand in it: x^3 = O(x^2) is said of small or of large numbers."""
    return any(isinstance(part, (tree.Call, tree.Apply)) for part in tree.walk(node))


def _limit_of_quotient(
    place: Place, left: tree.BigOperator, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The limit of (f(x+h) - f(x))/h for an unknown f: the quotient is the right side + o(1)."""
    lower_ = left.lower
    if left.operator != "lim" or not isinstance(lower_, tree.Chain) or len(lower_.links) != 1:
        return None
    key, point = tree.key(lower_.first), lower_.links[0].operand
    view = assumed.view(reader(place.state.scope, open_names=True))
    nodes = left.body, link.operand
    if key is None or not unknown_functions(nodes, view) or lower_.links[0].relation != "→":
        return None
    if not (isinstance(point, tree.Number) and point.value == 0):
        return None
    cleared = _cleared(_Remainder(key, point, 1), left.body, link.operand)
    if cleared is None:
        return None
    end, above, kept = cleared
    if end.vanishing == 1 or tree.key(lower_.first) in _letters(link.operand):
        return None
    try:
        found = _judged(view, end, above, kept)
    except (MeaningError, SymnnError):
        return None
    if found is None or (
        found.outcome == "refuted"
        and (assumed.unread is not None or may_be_posed_in_words(place.formula))
    ):
        return None
    return found, f"{plain(left)} {link.relation} {plain(link.operand)}"


# --- what is said ---------------------------------------------------------------------


def _order_call(node: tree.Node) -> tuple[str, tree.Node] | None:
    """O or o, and what stands in its brackets."""
    if isinstance(node, tree.Product) and len(node.factors) == 2 and node.implicit:
        head, group = node.factors
    elif isinstance(node, tree.Call):
        head, group = node.head, node.arguments
    else:
        return None
    if not isinstance(head, tree.Name) or head.base not in ("O", "o") or head.subscript is not None:
        return None
    if not isinstance(group, tree.Group) or len(group.items) != 1:
        return None
    return head.base, group.items[0]


def _remainder(node: tree.Node, view: Reader) -> _Remainder:
    """The letter, the point and the order of O(x^3), O((x-1)^2), O(|h|^2)."""
    found = _order_call(node)
    if found is None or view.scope.latest(found[0]) is not None:
        raise MeaningError(Kind.UNSUPPORTED, "this remainder is not covered", node.span)
    size, inside = found
    order = 1
    if isinstance(inside, tree.Power) and isinstance(inside.exponent, tree.Number):
        order, inside = int(inside.exponent.value), inside.base
    while isinstance(inside, tree.Group) and len(inside.items) == 1:
        (inside,) = inside.items
    inside = inside.operand if isinstance(inside, tree.Abs) else inside
    point: tree.Node = tree.Number("0", Fraction(0), 0)
    if isinstance(inside, tree.Sum) and len(inside.terms) == 2:
        inside, shift = inside.terms
        point = shift.operand if isinstance(shift, tree.Neg) else tree.Neg(shift)
    key = tree.key(inside)
    vanishing = order + (size == "o")
    if key is None or not 1 <= vanishing <= _MAX_ORDER:
        raise MeaningError(Kind.UNSUPPORTED, "this remainder is not covered", node.span)
    return _Remainder(key, point, vanishing)


def _is_of_lower_order(rest: tuple[tree.Node, ...], end: _Remainder) -> bool:
    """Whether the terms before the remainder can be no leading terms for large numbers.

    One of them must hold the letter, and none a power as high as that of the remainder.
    """
    degrees = [_degree(term, end.key) for term in rest]
    return all(d is not None and d < end.vanishing for d in degrees) and any(degrees)


def _degree(node: tree.Node, key: str) -> int | None:
    """The highest power of a letter in a term; None if it stands elsewhere."""
    if isinstance(node, tree.Name):
        return int(tree.key(node) == key)
    if isinstance(node, tree.Power) and isinstance(node.exponent, tree.Number):
        inside = _degree(node.base, key)
        return None if inside is None else inside * int(node.exponent.value)
    if isinstance(node, (tree.Call, tree.Apply)):
        inner = [_degree(child, key) for child in tree.children(node)]
        return 0 if not any(inner) else None
    parts = [_degree(child, key) for child in tree.children(node)]
    if any(p is None for p in parts):
        return None
    whole = [p for p in parts if p is not None]
    return sum(whole) if isinstance(node, tree.Product) else max(whole, default=0)


# --- judging --------------------------------------------------------------------------


def _judged(view: Reader, end: _Remainder, left: tree.Node, kept: tree.Node) -> Judgement | None:
    """The derivatives of the difference at the point, one after the other."""
    functions = unknown_functions((left, kept), view) | _losses((left, kept), view)
    view = view.varying({end.key: Scalar(symbol(end.key))})
    jets = Jets(view, functions, end.key)
    if functions:
        held = {name for name in _letters(left, kept) if name != end.key and name not in functions}
        jets.view = view.varying({name: Scalar(symbol(name)) for name in held})
        sides = jets.read(left), jets.read(kept)
    else:
        first, second = view.read(left), view.read(kept)
        if not isinstance(first, Scalar) or not isinstance(second, Scalar):
            return None
        sides = first.expr, second.expr
    if view.track.supposed or end.key not in free_symbols(sides[0]) | _hidden(jets):
        return None
    at = view.read_scalar(end.point).expr
    expr = lower(add(sides[0], negative(sides[1])))
    if not _is_smooth(expr):
        return None
    methods: list[str] = []
    for order in range(end.vanishing):
        value = jets.put(expr, end.key, at)
        formula = Atomic("=", value, ZERO)
        verdict = confirmed(formula, decide(Claim(formula), seconds=_SECONDS))
        if verdict.refuted:
            note = f"the terms of order {order} differ"
            return Judgement("refuted", f"Taylor's theorem; {verdict.method}", notes=(note,))
        if not verdict.proved:
            return None
        methods.append(verdict.method)
        expr = lower(jets.slope(expr, end.key))
    listed = " and ".join(dict.fromkeys(methods))
    note = f"the first {end.vanishing} derivatives agree at {plain(end.point)}"
    return Judgement("proved", f"Taylor's theorem; {listed}", notes=(note,))


def _losses(nodes: tuple[tree.Node, ...], view: Reader) -> frozenset[str]:
    """Losses of which nothing is known, E of E'(w): each stands before brackets, one with a prime.

    Without a prime E(w) may be a mean, and C(w) a product.
    """
    parts = [part for node in nodes for part in tree.walk(node)]
    calls = [(part.head, part.arguments.items) for part in parts if isinstance(part, tree.Call)]
    names = [tree.key(part) for part in parts if isinstance(part, tree.Name)]
    found = set()
    for key in _LOSSES - {key for key in _LOSSES if view.knows(key)}:
        own = [
            (head, items)
            for head, items in calls
            if tree.key(head.operand if isinstance(head, tree.Prime) else head) == key
        ]
        primed = [items for head, items in own if isinstance(head, tree.Prime)]
        plain_ones = all(len(items) == 1 and isinstance(items[0], tree.Name) for items in primed)
        if primed and plain_ones and len(own) == names.count(key):
            found.add(key)
    return frozenset(found)


def _letters(*nodes: tree.Node) -> set[str]:
    return {
        tree.key(p) or ""
        for node in nodes
        for p in tree.walk(node)
        if isinstance(p, tree.Name) and len(p.base) == 1 and p.base != "e"
    }


def _hidden(jets: Jets) -> frozenset[str]:
    return free_symbols(*(jet.at for jet in jets.known.values()))


def _is_smooth(expr: Expr) -> bool:
    """Whether an expression has all derivatives wherever the ones that are needed exist."""
    for node in postorder(expr):
        if node.op in ("piecewise", "limit", "derivative"):
            return False
        if node.op == "apply" and node.data not in _SMOOTH:
            return False
        if node.op == "power" and free_symbols(node.args[1]) and node.args[0] == ONE:
            return False
    return True
