"""What authors leave unsaid: σ for the logistic function, and the arguments of a value.

A σ that nothing defines is the logistic function to most, the rectifier, tanh or a step to some:
a claim is proved with the first, and refuted only if it is false with each of them. Once a value
of σ was printed that only the logistic function has, σ is no step any more.
`out(x_1, x_2)` of an out that is given as a formula in x_1 and x_2 is that formula, and y(3) of a y
that is given as a formula in x alone is its value at x = 3.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.doubts.withheld import zero
from symnn.documents.judging.identities.boolean import judge_boolean
from symnn.documents.judging.identities.stated import differentiated
from symnn.documents.judging.names.letters.unsaid import SIGMA, is_applied, is_chance, rising, steps
from symnn.documents.judging.names.of_functions.variables import (
    for_all_numbers,
    judged_in_variables,
)
from symnn.documents.judging.notations.readings import judged
from symnn.documents.judging.notations.spellings import FUNCTION_E, gives_function_e
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.errors import UndefinedError
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Builtin, Value

_READINGS: Final = ("sigmoid", "relu", "tanh")
#: What is found wrong first, though a σ is the reason, or is another name that is not defined.
_MAY_HIDE_SIGMA: Final = (Kind.SHAPE, Kind.UNDEFINED)
#: The least decimals that show which function a σ is.
_TELLING: Final = 2

#: Words that let a name run whatever its value was.
_ALL: Final = regex(r"(?i)\b(?:all|every|any|each|whatever|arbitrary)\b|\\forall")


def judged_by_custom(
    place: Place, left: tree.Node, link: tree.Link, worked: bool, assumed: Assumptions
) -> tuple[Judgement, str]:
    """The judgement of a relation, read as its author would.

    Raises:
        MeaningError: it has no meaning under the names in force, nor under these customs.
    """
    known = place.state.scope.latest("e")
    if known is None and gives_function_e(place.state.source.text, left, link):
        return Judgement("undecided", reason=FUNCTION_E), ""
    if assumed.universal:
        left = _shown_alone(place, left, assumed)
        link = replace(link, operand=_shown_alone(place, link.operand, assumed))
    varied = judged_in_variables(place, left, link, assumed)
    if varied is not None:
        return varied
    try:
        return _over_values(place, left, link, worked, assumed)
    except MeaningError as obstacle:
        logical = judge_boolean(place, left, link, assumed)
        if logical is not None:
            return logical
        there = _at_points(place, left, link) if obstacle.kind is Kind.UNDEFINED else None
        if there is not None:
            return judged_by_custom(there, left, link, worked, assumed)
        entries = _by_entries(place, left, link)
        if entries is not None:
            return judged_by_custom(*entries, worked, assumed)
        within = _inside_domains(place, left, link, assumed)
        if within is not None:
            return judged_by_custom(within[0], left, link, worked, within[1])
        identity = _of_extremum(place, left, link, assumed)
        identity = identity or for_all_numbers(place, left, link, assumed, obstacle)
        if identity is not None:
            return identity
        unsaid = place.state.scope.latest(SIGMA) is None and obstacle.kind in _MAY_HIDE_SIGMA
        if not (unsaid or obstacle.names == (SIGMA,)):
            raise
        if not is_applied(place.state.scope, left, link.operand):
            raise
        return _with_sigma(place, left, link, worked, assumed)


def _by_entries(
    place: Place, left: tree.Node, link: tree.Link
) -> tuple[Place, tree.Node, tree.Link] | None:
    if not (isinstance(left, tree.Product) and differentiated(left) is not None):
        return None
    from symnn.documents.judging.names.of_functions.by_entries import by_entries

    return by_entries(place, left, link)


def _inside_domains(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Place, Assumptions] | None:
    head = left.head if isinstance(left, tree.Call) else left
    nabla = isinstance(left, tree.Product) and differentiated(left) is not None
    if not (nabla or isinstance(head, (tree.Derivative, tree.Prime))):
        return None
    from symnn.documents.judging.names.of_functions.domains import inside_domains

    return inside_domains(place, left, link, assumed)


def _over_values(
    place: Place, left: tree.Node, link: tree.Link, worked: bool, assumed: Assumptions
) -> tuple[Judgement, str]:
    """The judgement; open if it is true of the values that names have, or some keep theirs.

    With t = 2 and y = 5, "2y = 4t + 2 for t > 0" may be said of another y at other t.
    """
    found, reading = judged(place, left, link, worked, assumed)
    runs = any(place.state.scope.latest(key) is not None for key in assumed.universal)
    if found.outcome != "refuted" or not runs or _ALL.search(place.latex) is not None:
        return found, reading
    keys = {tree.key(part) or "" for side in (left, link.operand) for part in tree.walk(side)}
    known = [place.state.scope.latest(key) for key in keys - assumed.universal]
    literal = any(k is not None and isinstance(k.body, tree.Number) for k in known)
    try:
        here, _ = judged(place, left, link, worked)
    except MeaningError:
        return found, reading
    text = "it holds for values that were given for an example, and is false in general"
    open_ = literal or here.outcome == "proved"
    return (Judgement("undecided", reason=text) if open_ else found), reading


def _of_extremum(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    if not isinstance(left, tree.Call):
        return None
    from symnn.documents.judging.calculus.rules import judge_extremum_of_function

    return judge_extremum_of_function(place, left, link, assumed)


def _with_sigma(
    place: Place, left: tree.Node, link: tree.Link, worked: bool, assumed: Assumptions
) -> tuple[Judgement, str]:
    found = []
    parts = [part for node in (left, link.operand) for part in tree.walk(node)]
    derived = any(isinstance(p, (tree.Derivative, tree.Prime)) for p in parts)
    readings: list[Value] = [Builtin(name) for name in _READINGS]
    if derived and link.relation == "=":
        readings[_READINGS.index("relu")] = rising()
    if derived and is_chance(place.state.scope, left, link.operand):
        readings = readings[:1]
    if link.relation in ("=", "≈") and not derived and not place.state.has_told_sigma:
        readings += steps()
    for value in readings:
        named = Assumptions({SIGMA: value})
        try:
            found.append(judged(place, left, link, worked, assumed.also(named)))
        except UndefinedError:
            if not found:
                raise
            continue  # the slope of a rectifier at its kink
        if found[0][0].outcome != "refuted":
            break
    first, reading = found[0]
    if first.rounding == "rounded" and _is_telling(left, link):
        place.state.has_told_sigma = True
    if first.outcome == "refuted" and any(j.outcome != "refuted" for j, _ in found):
        text = "σ is not defined here: it is false of the logistic function, but not of each σ"
        return Judgement("undecided", reason=text), reading
    exact = _by_formulas(place, left, link) if first.outcome == "refuted" else {}
    if exact:
        again = judged(place, left, link, worked, assumed.also(Assumptions(exact)))
        if again[0].outcome != "refuted":
            text = "the numbers in it may have been computed from unrounded ones"
            return Judgement("undecided", reason=text), reading
    note = "σ, which is not defined here, is read as the logistic function"
    return replace(first, notes=(*first.notes, note)), reading


def _by_formulas(place: Place, left: tree.Node, link: tree.Link) -> dict[str, Value]:
    """σ as the logistic function, and by its formula each name that was given a number for it."""
    scope, logistic = place.state.scope, Builtin("sigmoid")
    view, found = reader(scope).varying({SIGMA: logistic}), dict[str, Value]()
    for part in (p for node in (left, link.operand) for p in tree.walk(node)):
        known = scope.latest(tree.key(part) or "")
        if known is None or known.formula is None or known.parameters is not None:
            continue
        try:
            found[known.key] = view.read(known.formula)
        except MeaningError:
            continue
    return {SIGMA: logistic, **found} if found else {}


def _is_telling(left: tree.Node, link: tree.Link) -> bool:
    """Whether it prints the value of σ at a number: σ(0.51) = 0.625."""
    value = link.operand
    numbers = isinstance(value, tree.Number) and (value.decimals or 0) >= _TELLING
    return numbers and isinstance(left, tree.Call) and tree.key(left.head) == SIGMA


def _shown_alone(place: Place, node: tree.Node, assumed: Assumptions) -> tree.Node:
    """The expression with values in place of what only shows the names they depend on."""

    def visit(part: tree.Node) -> tree.Node:
        whole = tree.map_children(part, visit)
        if not isinstance(whole, tree.Call) or not isinstance(whole.head, tree.Name):
            return whole
        known = place.state.scope.latest(tree.key(whole.head) or "")
        names = {tree.key(item) for item in whole.arguments.items}
        value = known is not None and known.parameters is None and known.computed
        return whole.head if value and names <= assumed.universal else whole

    return visit(node)


def _at_points(place: Place, left: tree.Node, link: tree.Link) -> Place | None:
    if not any(isinstance(p, tree.Call) for n in (left, link.operand) for p in tree.walk(n)):
        return None
    from symnn.documents.judging.names.of_functions.at_points import with_values_at_points

    return with_values_at_points(place, (left, link.operand))


def is_alias(node: tree.Node) -> bool:
    """Whether it is another name, or a name of zero, and so nothing that was worked out."""
    return tree.key(node) is not None or zero(node)


def is_mere_name(place: Place, known: Binding) -> bool:
    """Whether a name was said to be another one, of which nothing was just worked out."""
    if not is_alias(known.body):
        return False
    from symnn.documents.judging.names.again.other_names import is_mere

    return is_mere(place, known)


def is_told_by_entries(place: Place, known: Binding, link: tree.Link, found: Judgement) -> bool:
    """Whether what was refuted is a list of what each of its entries was worked out to be."""
    if found.outcome != "refuted":
        return False
    from symnn.documents.judging.names.again.other_names import is_list_of_entries

    return is_list_of_entries(place, known, link.operand)
