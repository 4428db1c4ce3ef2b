r"""Values made with functions of which nothing is known: y = h_1 + f_2(h_1) with h_1 = x + f_1(x).

Every name that was worked out is written out down to the letters that nothing defines. A value
f(u), or a slope f'(u), is an unknown of its own, so that what is said of y or of its derivatives
holds for all such functions if it does for all numbers in place of these.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import dataclass
from symnn.documents.judging.calculus.multiplied import PLAIN
from symnn.documents.judging.calculus.unknown_functions import Jets, loses_slopes
from symnn.documents.judging.doubts.confirming import confirmed
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, free_symbols, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.meaning.values import Scalar
from symnn.latex.plain import plain

_SECONDS: Final = 4
_DEEPEST: Final = 12
_NOWHERE: Final = "x′"


def judge_composed(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of such a claim; None for any other.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    if link.relation != "=" or assumed.is_closed:
        return None
    work = _Work(place.state.scope)
    sides = (left, link.operand)
    functions = frozenset(key for side in sides for key in work.functions(side))
    if not functions or not (_is_of_value(left, work.scope) or _is_slope(left)):
        return None
    view = assumed.view(reader(work.scope, open_names=True))
    jets = Jets(view, functions, _NOWHERE)
    try:
        first, second = (work.read(side, jets) for side in sides)
        formula = Atomic("=", first, second)
        found = confirmed(formula, decide(Claim(formula, assumed.domain), seconds=_SECONDS))
    except (MeaningError, SymnnError):
        return None
    if view.track.supposed or not free_symbols(first, second) & jets.known.keys():
        return None
    text = f"{plain(left)} = {plain(link.operand)}"
    names = ", ".join(sorted(functions))
    if found.proved:
        note = f"for all smooth functions {names}"
        return Judgement("proved", f"rules of differentiation; {found.method}", notes=(note,)), text
    if not found.refuted or assumed.unread is not None or may_be_posed_in_words(place.formula):
        return None
    if _is_of_value(left, work.scope) and work.functions(left) != work.functions(link.operand):
        return None  # it may be another value of this name
    if work.has_places(sides):
        return None  # x_i and x_j are one where i = j
    if any(work.may_hold_others(node) for side in sides for node in tree.walk(side)):
        return None
    if loses_slopes(jets, first, second):
        return None
    note = f"not for all smooth functions {names}: their values and slopes at a point are free"
    return Judgement("refuted", f"rules of differentiation; {found.method}", notes=(note,)), text


def judge_formulas(
    place: Place, left: tree.Call, link: tree.Link, known: Binding, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """What is said of a function with a formula in unknown functions, by another such formula.

    It is false for some functions if it fails for some values of theirs; nothing is found if the
    two formulas rest on different ones.

    Args:
        place: where it stands.
        left: the function at its letters.
        link: the relation with the second formula.
        known: the function with its first formula.
        assumed: what the words beside it say.
    """
    scope = place.state.scope
    keys = tuple(tree.key(item) for item in left.arguments.items)
    functions = _applied(known.body, scope)
    if link.relation != "=" or keys != known.parameters or len(keys) != 1 or not functions:
        return None
    if _applied(link.operand, scope) != functions or not _is_only_applied(link.operand, functions):
        return None
    (key,) = keys
    view = assumed.view(reader(scope, open_names=True)).varying(
        {key or "": Scalar(symbol(key or ""))}
    )
    jets = Jets(view, functions, _NOWHERE)
    try:
        formula = Atomic("=", jets.read(known.body), jets.read(link.operand))
        found = confirmed(formula, decide(Claim(formula, assumed.domain), seconds=_SECONDS))
    except (MeaningError, SymnnError):
        return None
    if not (found.proved or found.refuted) or view.track.supposed:
        return None
    if found.refuted and not all(_is_at_letters(n, functions) for n in (known.body, link.operand)):
        return None  # H(x - m) may be a product with a matrix H
    names = ", ".join(sorted(functions))
    note = f"{'' if found.proved else 'not '}for all functions {names}"
    method = f"values of functions; {found.method}"
    judgement = Judgement("proved" if found.proved else "refuted", method, notes=(note,))
    return judgement, f"{plain(left)} = {plain(link.operand)}"


def _applied(node: tree.Node, scope: Scope) -> frozenset[str]:
    """The functions that nothing defines in an expression, or in the formulas of known ones."""
    found, waiting, seen = set[str](), [node], set[str]()
    while waiting:
        for part in tree.walk(waiting.pop()):
            key = tree.key(part.head) if isinstance(part, tree.Call) else None
            known = None if key is None or key in seen else scope.latest(key)
            if key is not None and _may_be_function(key, scope):
                found.add(key)
            elif known is not None and known.parameters is not None:
                seen.add(known.key)
                waiting.append(known.body)
    return frozenset(found)


def _is_only_applied(node: tree.Node, functions: frozenset[str]) -> bool:
    """Whether the names always stand before brackets with one argument."""
    parts = list(tree.walk(node))
    calls = [p for p in parts if isinstance(p, tree.Call) and tree.key(p.head) in functions]
    names = [p for p in parts if tree.key(p) in functions]
    return len(calls) == len(names) and all(len(c.arguments.items) == 1 for c in calls)


def _is_at_letters(node: tree.Node, functions: frozenset[str]) -> bool:
    """Whether the functions are taken at lone letters only."""
    calls = [p for p in tree.walk(node) if isinstance(p, tree.Call)]
    own = [call for call in calls if tree.key(call.head) in functions]
    return all(isinstance(item, tree.Name) for call in own for item in call.arguments.items)


def _is_of_value(node: tree.Node, scope: Scope) -> bool:
    known = scope.latest(tree.key(node) or "")
    return known is not None and known.computed and known.parameters is None


def _is_slope(node: tree.Node) -> bool:
    return isinstance(node, tree.Derivative) and node.operand is not None


@final
@dataclass(frozen=True, slots=True)
class _Work:
    """Writes names out."""

    scope: Scope

    def functions(self, node: tree.Node) -> set[str]:
        """The unknown functions that an expression rests on."""
        found: set[str] = set()
        waiting, seen = [node], set[str]()
        while waiting and len(seen) < _DEEPEST * _DEEPEST:
            for part in tree.walk(_with_calls(waiting.pop(), self.scope)):
                if isinstance(part, tree.Call):
                    found.add(tree.key(_bare(part.head)) or "")
                known = self.scope.latest(tree.key(part) or "")
                if known is not None and known.parameters is None and known.key not in seen:
                    seen.add(known.key)
                    waiting.append(known.body)
        return {key for key in found if _may_be_function(key, self.scope)}

    def has_places(self, sides: tuple[tree.Node, ...]) -> bool:
        """Whether one name stands with several letters as its index: x_i and x_j."""
        known = (self.scope.latest(tree.key(p) or "") for side in sides for p in tree.walk(side))
        bodies = [one.body for one in known if one is not None]
        found: dict[str, set[str]] = {}
        for part in (p for node in (*sides, *bodies) for p in tree.walk(node)):
            below = part.subscript if isinstance(part, tree.Name) else None
            if (
                isinstance(part, tree.Name)
                and isinstance(below, tree.Name)
                and below.base.islower()
            ):
                found.setdefault(part.base, set()).add(tree.key(below) or "")
        return any(len(indices) > 1 for indices in found.values())

    def may_hold_others(self, node: tree.Node) -> bool:
        """Whether ∂y/∂x of y = x + f(h) may hold h, which depends on x, too."""
        if not isinstance(node, tree.Derivative) or not node.partial or node.operand is None:
            return False
        known = self.scope.latest(tree.key(node.operand) or "")
        body = node.operand if known is None else known.body
        keys = {tree.key(variable) for variable in node.variables}
        inside = {tree.key(part) for part in tree.walk(body)}
        others = [self.scope.latest(key) for key in inside - keys if key is not None]
        return bool(keys & inside) and any(k is not None and k.computed for k in others)

    def read(self, node: tree.Node, jets: Jets) -> Expr:
        """The value of an expression, in the letters that nothing defines and in jets."""
        return jets.read(self._settled(self._written(node, frozenset()), jets))

    def _written(self, node: tree.Node, stop: frozenset[str], depth: int = 0) -> tree.Node:
        """The expression with its formula for each name but those of `stop`."""
        if depth > _DEEPEST:
            raise MeaningError(Kind.SIZE, "what it rests on goes on too far", node.span)
        if isinstance(node, tree.Derivative):
            return node
        if isinstance(node, tree.Name):
            key = tree.key(node) or ""
            known = None if key in stop else self.scope.latest(key)
            if known is None or known.parameters is not None or not known.computed:
                return node
            return tree.Group("()", (self._written(known.body, stop, depth + 1),), span=node.span)
        node = _with_calls(node, self.scope)
        return tree.map_children(node, lambda part: self._written(part, stop, depth))

    def _settled(self, node: tree.Node, jets: Jets) -> tree.Node:
        """The expression with a name for the value of each derivative in it."""
        if not isinstance(node, tree.Derivative):
            return tree.map_children(node, lambda part: self._settled(part, jets))
        keys = [tree.key(v) or "" for v in node.variables]
        if node.operand is None or len(keys) != 1 or not keys[0]:
            raise MeaningError(Kind.UNSUPPORTED, "a derivative in several letters", node.span)
        (key,) = keys
        inner = replace(jets, at=key)
        body = self._written(node.operand, frozenset({key}))
        found = inner.slope(inner.read(self._settled(body, inner)), key, node.orders[0])
        if _is_of_value(node.variables[0], self.scope):
            found = jets.put(found, key, self.read(node.variables[0], jets))
        return jets.named(found)


def _with_calls(node: tree.Node, scope: Scope) -> tree.Node:
    """The tree with f(x) for f[x] of a function that nothing defines."""
    node = tree.map_children(node, lambda part: _with_calls(part, scope))
    if not isinstance(node, tree.Product):
        return node
    factors, operators = [node.factors[0]], list[str]()
    for operator, factor in zip(node.operators, node.factors[1:], strict=True):
        key = tree.key(_bare(factors[-1])) or ""
        lone = isinstance(factor, tree.Group) and len(factor.items) == 1
        if (
            operator == ""
            and lone
            and isinstance(factor, tree.Group)
            and factor.fence == "[]"
            and (_may_be_function(key, scope))
        ):
            inside = replace(factor, fence="()")
            factors[-1] = tree.Call(factors[-1], inside, span=factors[-1].span)
        else:
            factors.append(factor)
            operators.append(operator)
    if len(factors) == 1:
        return factors[0]
    return replace(node, factors=tuple(factors), operators=tuple(operators))


def _bare(head: tree.Node) -> tree.Node:
    """f of f'."""
    return head.operand if isinstance(head, tree.Prime) else head


def _may_be_function(key: str, scope: Scope) -> bool:
    return key.partition("_")[0] in PLAIN and scope.latest(key) is None
