r"""An equation and all of its solutions: x^2 - 5x + 6 = 0 \iff x = 2 \text{ or } x = 3.

Also with x \in \{2, 3\}, x = \pm 2 and behind ⇒. It is false only if one of the values that are
listed is no solution: a missing one may be ruled out elsewhere, where it is said what x may be.
"""

from __future__ import annotations

from typing import Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.claims.verdict import Status
from symnn.deferred import dataclass
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words, supposes
from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.model import Entry
from symnn.exact.expression import Expr, free_symbols, substitute, symbol
from symnn.exact.plain import plain as plain_value
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar
from symnn.latex.plain import plain

SECONDS: Final = 5
_ARROWS: Final = frozenset({"⇔", "⇒"})


@final
@dataclass(frozen=True, slots=True)
class _Solved:
    """An equation, an arrow, and the values that an unknown is said to have."""

    equation: tree.Chain
    link: tree.Link
    unknown: tree.Name
    values: tuple[tree.Node, ...]


def solved(place: Place, body: tree.Node) -> Entry | None:
    """The entry of an equation with its solutions; None for anything else.

    Args:
        place: where it stands.
        body: the whole statement.
    """
    found = _parts(body)
    key = None if found is None else tree.key(found.unknown)
    if found is None or key is None or not _is_unknown(key, found, place):
        return None
    if any(computed(value) for value in found.values):
        return None
    if any(isinstance(part, (tree.Norm, tree.Transpose)) for part in tree.walk(found.equation)):
        return None  # ‖x‖ = 1 is no equation of a number
    view = reader(place.state.scope, open_names=True, version=place.seen)
    view = view.varying({key: Scalar(symbol(key))})
    (link,) = found.equation.links
    try:
        sides = view.read_scalar(found.equation.first).expr, view.read_scalar(link.operand).expr
        values = [view.read_scalar(value).expr for value in found.values]
    except MeaningError:
        return None
    if free_symbols(*sides) != {key} or free_symbols(*values) or view.track.supposed:
        return None
    judgement = _judged(place, found.link.relation, key, Atomic("=", *sides), values)
    if judgement is None:
        return None
    if judgement.outcome == "refuted" and place.state.scope.latest(key) is not None:
        judgement = Judgement("undecided", reason=f"{key} was given a value before")
    reading = f"{plain(found.equation)} {found.link.relation} "
    reading += " or ".join(f"{key} = {plain(value)}" for value in found.values)
    return judged_entry(place, found.equation, found.link, judgement, reading)


def _is_unknown(key: str, found: _Solved, place: Place) -> bool:
    """Whether a letter is what is solved for: one with a value may be it again behind ⇔."""
    known = place.state.scope.latest(key)
    if known is None:
        return True
    plain = known.parameters is None and not known.computed
    return plain and found.link.relation == "⇔" and place.formula.display


def _judged(
    place: Place, arrow: str, key: str, equation: Atomic, values: list[Expr]
) -> Judgement | None:
    alternatives = tuple(Atomic("=", symbol(key), value) for value in values)
    listed: Formula = Compound("or", alternatives) if len(alternatives) > 1 else alternatives[0]
    whole: Formula = Compound("implies", (equation, listed))
    if arrow == "⇔":
        whole = Compound("and", (whole, Compound("implies", (listed, equation))))
    verdict = decide(Claim(whole), seconds=SECONDS)
    if verdict.proved:
        idle = [v for v in values if arrow == "⇔" and not _holds(equation, key, v)]
        if not idle:
            return Judgement("proved", verdict.method)
        text = f"a side of the equation has no value at {key} = {plain_value(idle[0])}"
        return Judgement("undecided", reason=text)
    if verdict.status is not Status.REFUTED:
        return None
    wrong = [value for value in values if _fails(equation, key, value)]
    if not wrong:
        return Judgement("undecided", reason=f"{key} may have other values that solve it")
    formula = place.formula
    if may_be_posed_in_words(formula) or supposes(formula):
        return Judgement("undecided", reason="the words around it may suppose something")
    shown = tuple((name, plain_value(value)) for name, value in sorted(verdict.point.items()))
    return Judgement("refuted", verdict.method, counterexample=shown or None)


def _holds(equation: Atomic, key: str, value: Expr) -> bool:
    put = (substitute(side, {key: value}) for side in (equation.left, equation.right))
    return decide(Claim(Atomic("=", *put)), seconds=SECONDS).proved


def _fails(equation: Atomic, key: str, value: Expr) -> bool:
    put = (substitute(side, {key: value}) for side in (equation.left, equation.right))
    return decide(Claim(Atomic("=", *put)), seconds=SECONDS).status is Status.REFUTED


# --- how it is written ----------------------------------------------------------------


def _parts(body: tree.Node) -> _Solved | None:
    rest: tuple[tree.Node, ...] = ()
    if isinstance(body, tree.Logic) and body.operator == "or":
        rest, body = body.operands[1:], body.operands[0]
    if not isinstance(body, tree.Chain) or len(body.links) != 1:
        return None
    (link,) = body.links
    equation = body.first
    if link.relation not in _ARROWS or not isinstance(equation, tree.Chain):
        return None
    if len(equation.links) != 1 or equation.links[0].relation != "=":
        return None
    found = [_given(node) for node in (link.operand, *rest)]
    pairs = [pair for pair in found if pair is not None]
    names = {tree.key(name) for name, _ in pairs}
    values = tuple(value for _, listed in pairs for value in listed)
    fewest = 1 if link.relation == "⇔" else 2
    if len(pairs) < len(found) or len(names) != 1 or len(values) < fewest:
        return None
    last = rest[-1] if rest else link.operand
    whole = tree.Link(link.relation, last, relation_span=link.relation_span, span=link.span)
    return _Solved(equation, whole, pairs[0][0], values)


def _given(node: tree.Node) -> tuple[tree.Name, tuple[tree.Node, ...]] | None:
    """x and the values of x = 2, x = ±2 and x ∈ {2, 3}."""
    if not isinstance(node, tree.Chain) or len(node.links) != 1:
        return None
    (link,) = node.links
    name, operand = node.first, link.operand
    if not isinstance(name, tree.Name):
        return None
    if link.relation == "∈" and isinstance(operand, tree.Group) and operand.fence == "{}":
        return name, operand.items
    if link.relation != "=":
        return None
    if isinstance(operand, tree.PlusMinus):
        return name, (operand.operand, tree.Neg(operand.operand, span=operand.span))
    return name, (operand,)
