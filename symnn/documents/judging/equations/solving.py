"""Equations posed and solved: a solution that is stated later is put into its equation.

An equation in unknown names is no claim, and never refuted. The next step of its solution is proved
if it is the same equation up to a factor, a value if it solves it, and behind an arrow or "only" if
no other does; it is refuted only if it is said to be a solution, and solves no such equation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.claims.verdict import Status
from symnn.deferred import regex
from symnn.documents.judging.deciding import SECONDS
from symnn.documents.judging.doubts.meanings.brackets import may_be_taken_at
from symnn.documents.judging.doubts.withheld import POSED, zero
from symnn.documents.judging.equations.posed import (
    MOST,
    MOST_UNKNOWNS,
    Posed,
    has_values,
    unknowns,
)
from symnn.documents.judging.equations.steps import ALONE
from symnn.documents.judging.identities.trials import constant_factor
from symnn.documents.judging.names.definitions import given_names, is_array
from symnn.documents.judging.placing import Place, State
from symnn.documents.judging.relations import Judgement, Side, judge, soften
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.openings import NOT_ONLY, says_only
from symnn.documents.judging.wording.standing import is_list
from symnn.documents.model import Entry
from symnn.documents.regions import Formula as Text
from symnn.exact.expression import Expr, mul, rational, substitute, symbol
from symnn.exact.plain import plain as written
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import DUAL
from symnn.latex.meaning.softness import Box
from symnn.latex.meaning.values import Builtin, Defined, Scalar, Value
from symnn.latex.plain import plain as as_text
from symnn.latex.walking import both_signs

_THEREFORE: Final = regex(r"(?i)\b(?:then|so|hence|thus|therefore|implies(?: that)?|forces)\W*$")
_OR_INSIDE: Final = regex(r"\\(text|mbox|hbox|textrm|mathrm)\s*\{\s*or\b|\\(lor|vee)\b")


def pose(place: Place, left: tree.Node, link: tree.Link, given: bool = False) -> Judgement | None:
    """Keep an equation in mind; the judgement if it is the next step of the one before.

    Args:
        place: where it stands.
        left, link: the equation, in which some name means nothing yet.
        given: its unknowns are names that were given numbers elsewhere.
    """
    state = place.state
    names = unknowns((left, link.operand), state.scope, given)
    if link.relation != "=" or not 0 < len(names) <= MOST_UNKNOWNS:
        return None
    if any(map(state.declared.latest, names)) or has_values((left, link.operand), names):
        return None  # |A| = 3 of a matrix is no equation of numbers
    if ":" in place.latex[: left.span.start]:
        from symnn.documents.judging.equations.no_equations import is_set_before

        if is_set_before(place.latex[: left.span.start]):
            return None
    line = state.source.position(place.formula.start).line
    new = Posed(
        left,
        link,
        names,
        line,
        place.formula.start,
        place.formula.headings,
        state.statements,
        state.scope.version,
        _is_one_of_several(place.formula),
        place.formula.outer_end,
    )
    before = state.posed[-1] if state.posed else None
    state.posed = [*state.posed, new][-MOST:]
    near = before is not None and new.order - before.order <= 2
    near = near and before is not None and before.section == new.section
    if before is not None and _says_the_same(before, left, link):
        return None
    if given or before is None or not near or before.unknowns.keys() != names.keys():
        return None  # of names that have values both may be false
    return _same(state, before, new)


def _says_the_same(before: Posed, left: tree.Node, link: tree.Link) -> bool:
    """Whether an equation is no step from the one before it, though it follows from that.

    Said once more, it is no truer; λ_1 + λ_2 = 6 in tr S = λ_1 + λ_2 = 6 rests on what is not
    judged; and a false slope in another form is no step of solving.
    """
    again = {before.left, before.link.operand} == {left, link.operand}
    parts = (n for side in (left, link.operand) for n in tree.walk(side))
    slopes = any(isinstance(n, tree.Derivative) for n in parts)
    return again or before.link.operand is left or slopes


def _same(state: State, before: Posed, new: Posed) -> Judgement | None:
    """Proved if the two equations differ by a factor that is no zero."""
    first, second = _difference(state, before), _difference(state, new)
    if first is None or second is None:
        return None
    factor = constant_factor(first, second)
    if factor is None:
        return None
    verdict = decide(Claim(Atomic("=", first, mul(rational(factor), second))))
    if not verdict.proved:
        return None
    note = f"the equation of line {before.line}"
    return Judgement("proved", verdict.method, notes=(note,))


def _difference(state: State, posed: Posed) -> Expr | None:
    names: dict[str, Value] = {key: Scalar(symbol(key)) for key in posed.unknowns}
    view = replace(reader(state.scope), varied=names)
    try:
        a, b = view.read(posed.left), view.read(posed.link.operand)
    except MeaningError:
        return None
    return a.expr - b.expr if isinstance(a, Scalar) and isinstance(b, Scalar) else None


def solution(place: Place, name: tree.Node, value: tree.Node) -> Judgement | None:
    """What a value that a name was just given says about the equations posed for it.

    Proved with the line it solves, refuted if it is said to be a solution and is none.
    """
    if len(both := both_signs(value)) > 1:
        return _both_solutions(place, name, both)
    groups = _systems(place, name)
    parts = (part for group in groups for part in _parts(group))
    if not groups or any(may_be_taken_at(place, part) for part in parts):
        return _marked(place, name, value) if isinstance(name, tree.Mark) else None
    from symnn.documents.judging.equations import said_solutions as said

    array = isinstance(value, tree.Matrix) or is_list(value)
    if said.is_of_array(place, name, groups) and not array:
        return None
    if _is_out_of_range(place, name, value):
        return Judgement("undecided", reason=f"{tree.key(name)} was said not to be so")
    wrong: Judgement | None = None
    for group in reversed(groups):
        found = [_put_in(place, posed, name, value) for posed in group]
        if any(one is None for one in found):
            return None
        judged = [one for one in found if one is not None]
        if all(one.outcome == "proved" for one in judged):
            return _solved(place, (groups, group), name, value, judged)
        if wrong is None:
            wrong = next((one for one in judged if one.outcome == "refuted"), None)
        if all(one.outcome != "refuted" for one in judged):
            return None
    if wrong is None:
        return None
    beside = array and said.is_beside(place, groups[-1])
    if not beside and said.may_be_meant(place, groups[-1], name):
        return None
    note = f"does not solve the equation of line {groups[-1][-1].line}"
    return replace(wrong, right=None, notes=(note,))


def _marked(*given: Any) -> Judgement | None:
    from symnn.documents.judging.equations.pseudo_inverses import inverse_said

    return inverse_said(*given)


def _solved(
    place: Place,
    among: tuple[list[list[Posed]], list[Posed]],
    name: tree.Node,
    value: tree.Node,
    judged: list[Judgement],
) -> Judgement:
    """The judgement on a value that solves a system among all those for its name."""
    from symnn.documents.judging.equations.all_told import withheld

    groups, group = among
    lines = ", ".join(str(line) for line in sorted({p.line for p in group}))
    worst = next((one for one in judged if one.rounding), judged[0])
    worst = replace(worst, notes=(f"solves the equation of line {lines}",))
    why = withheld(place, groups, group, name, value, partial(_judged, place))
    if why is not None:
        return Judgement("undecided", reason=why)
    alone = place.concluded or _follows_from(place)
    return _only(place, group, name, value, worst) if alone else worst


def _is_out_of_range(place: Place, name: tree.Node, value: tree.Node) -> bool:
    """Whether a number is none that prose told a name to be: ε = 0 after "let ε > 0"."""
    from symnn.documents.judging.wording.told_ranges import told_ranges

    key, told = tree.key(name) or "", told_ranges(place, (name,), bound=True)
    try:
        number = reader(place.state.scope).read_scalar(value).expr if told else None
    except MeaningError:
        return False
    if number is None or DUAL in place.state.scope.told:
        return number is not None
    there = [
        Atomic(f.relation, substitute(f.left, {key: number}), substitute(f.right, {key: number}))
        for f in told
        if isinstance(f, Atomic)
    ]
    return any(decide(Claim(one), seconds=1).status is Status.REFUTED for one in there)


def _follows_from(place: Place) -> bool:
    """Whether a word right before a value says that it follows, and no other one is named."""
    words = place.formula.before.strip() or place.formula.lead_in
    said = _THEREFORE.search(words) is not None or says_only(place.formula)
    return said and not _is_one_of_several(place.formula)


def _both_solutions(
    place: Place, name: tree.Node, values: tuple[tree.Node, ...]
) -> Judgement | None:
    """x = 3 ± √2 as two solutions, neither of which need be the only one."""
    found = [solution(replace(place, concluded=False), name, value) for value in values]
    if all(one is not None and one.outcome == "proved" for one in found):
        return found[0]
    again = [solution(place, name, value) for value in values]
    return next((one for one in again if one is not None and one.outcome == "refuted"), None)


def _parts(group: list[Posed]) -> Iterator[tree.Node]:
    for posed in group:
        yield from tree.walk(posed.left)
        yield from tree.walk(posed.link.operand)


def _systems(place: Place, name: tree.Node) -> list[list[Posed]]:
    """The equations for a name: those of one formula are a system, and those side by side too."""
    groups: list[list[Posed]] = []
    for posed in place.state.posed:
        if posed.asked(name) is None or posed.section != place.formula.headings:
            continue
        last = groups[-1][-1] if groups else None
        if last is not None and (last.formula == posed.formula or _is_one_system(last, posed)):
            groups[-1].append(posed)
        else:
            groups.append([posed])
    if not groups:
        return groups
    from symnn.documents.judging.equations.no_equations import holds_anywhere

    at = partial(_judged, place)
    return [group for group in groups if not all(holds_anywhere(one, at) for one in group)]


def _is_one_system(first: Posed, second: Posed) -> bool:
    """Whether two equations of different formulas in the same unknowns stand side by side."""
    near = second.order - first.order == 1 and len(first.unknowns) > 1
    return near and first.unknowns.keys() == second.unknowns.keys()


def _only(
    place: Place, group: list[Posed], name: tree.Node, value: tree.Node, found: Judgement
) -> Judgement:
    """The judgement, unless the one equation has another solution: x² = 4 ⇒ x = 2 fails at −2."""
    key = tree.key(name) or ""
    first = _difference(place.state, group[0])
    if len(group) > 1 or list(group[0].unknowns) != [key] or first is None:
        return found
    try:
        put = reader(place.state.scope).read(value)
    except MeaningError:
        return found
    box = _box(value)
    if not isinstance(put, Scalar) or (found.rounding is not None and box is None):
        return found
    alone: Formula = Atomic("=", symbol(key), put.expr)
    if found.rounding is not None and box is not None:
        low, high = rational(box.centre - box.half), rational(box.centre + box.half)
        alone = Compound("and", (Atomic(">=", symbol(key), low), Atomic("<=", symbol(key), high)))
    verdict = decide(Claim(alone, (Atomic("=", first, rational(0)),)), seconds=SECONDS)
    if verdict.proved:
        return replace(found, method=verdict.method, notes=(*found.notes, ALONE))
    if verdict.status is Status.REFUTED and key in verdict.point:
        other = written(verdict.point[key])
        text = f"{key} = {as_text(value)} is a solution, but not the only one: {other} is another"
        return Judgement("undecided", reason=text)
    return Judgement("undecided", reason=NOT_ONLY) if says_only(place.formula) else found


def _is_one_of_several(formula: Text) -> bool:
    """Whether an equation is said to hold, or another one."""
    inside = _OR_INSIDE.search(formula.latex) is not None
    before, after = formula.before.split(), formula.after.split()
    return inside or before[-1:] == ["or"] or after[:1] == ["or"]


def _put_in(place: Place, posed: Posed, name: tree.Node, value: tree.Node) -> Judgement | None:
    """An equation with the values of its unknowns; None while one of them is not known."""
    asked = posed.asked(name) or {}
    base = reader(place.state.scope)
    boxes: dict[str, Box] = {}
    exact: dict[str, Value] = {}
    soft: dict[str, Value] = {}
    for key, one in asked.items():
        mine = tree.key(one) in (tree.key(name), tree.key(getattr(name, "operand", name)))
        known = place.state.scope.latest(tree.key(one) or "")
        new = known is not None and known.version > posed.version
        node = value if mine else known.body if known is not None and new else None
        if node is None or (known is not None and not mine and _is_given_anew(place, known)):
            return None
        try:
            exact[key] = base.read(node if mine else one)
        except MeaningError:
            return None
        soft[key] = exact[key]
        box = _box(node)
        if box is not None:
            boxes[f"≈{key}"], soft[key] = box, Scalar(symbol(f"≈{key}"))
    found = _judged(place, posed, exact)
    if found is None or found[0].outcome != "refuted":
        return None if found is None else found[0]
    second = _judged(place, posed, soft) if boxes else None
    if second is None:
        return found[0]
    turned = soften(found[0], *second[1], boxes)
    if turned.rounding == "carried" and len(boxes) == 1:
        return replace(turned, rounding="rounded", right=None)
    return turned


def _is_given_anew(*said: Any) -> bool:
    from symnn.documents.judging.equations.given_together import is_given_anew

    return is_given_anew(*said)


def _judged(
    place: Place, posed: Posed, values: dict[str, Value]
) -> tuple[Judgement, tuple[Value, Value]] | None:
    view = replace(reader(place.state.scope), varied=values)
    try:
        a, b = view.read(posed.left), view.read(posed.link.operand)
    except MeaningError:
        return None
    if any(isinstance(side, (Builtin, Defined)) for side in (a, b)):
        return None
    return judge("=", Side(a, posed.left), Side(b, posed.link.operand)), (a, b)


def _box(node: tree.Node) -> Box | None:
    """The numbers that a printed decimal may be rounded from."""
    sign, inner = (-1, node.operand) if isinstance(node, tree.Neg) else (1, node)
    if not isinstance(inner, tree.Number) or not inner.decimals:
        return None
    centre = fmpq(inner.value.numerator, inner.value.denominator)
    return Box(sign * centre, fmpq(1, 2) * fmpq(10) ** -inner.decimals)


def next_step(
    place: Place, left: tree.Node, link: tree.Link, found: Judgement, assumed: Assumptions
) -> Judgement | None:
    """What an equation that may be posed, though its names have values, is as the next step.

    Under words beside it that say what its names are, it is no step of anything.
    """
    if found.reason != POSED and not (found.outcome == "proved" and zero(link.operand)):
        return None
    given = given_names(place.state.scope, [*tree.walk(left), *tree.walk(link.operand)])
    if given and all(is_array(known.body) for known in given):
        return None  # of arrays that are given nothing is solved for: u·v = 0 proves no u^T v = 0
    step = pose(place, left, link, given=True)
    return step if found.reason == POSED and assumed == NOTHING else None


#: Words in a formula that join what it states.
_JOINED: Final = regex(r"\\(?:text|mbox|textrm)\{[^{}]*\band\b")


def is_posed(place: Place, link: tree.Link, reason: str | None) -> bool:
    """Whether `… = 0` is only an equation to solve, and no part of "A v = 0 and A w = 0"."""
    return reason == POSED and zero(link.operand) and not _JOINED.search(place.latex)


def stepped(place: Place, chain: tree.Chain, clause: Clause) -> list[Entry] | None:
    """What an update gives at settings; arrows are rare, and only then is its room built."""
    if chain.links[0].relation != "←":
        return None
    from symnn.documents.judging.equations.update_rules import updated

    return updated(place, chain, clause)
