"""The forms of calculus that are judged by rules of their own, in their order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from symnn.documents.judging.calculus.extrema import extremum_of, judge_extremum
from symnn.documents.judging.calculus.kinks import judge_slope_by_cases
from symnn.documents.judging.calculus.multiplied import rests_on_unknown
from symnn.documents.judging.calculus.remainders import judge_expansion
from symnn.documents.judging.calculus.rules_of_calculus import judge_rule
from symnn.documents.judging.identities.boolean import judge_boolean
from symnn.documents.judging.identities.each import judge_each_entry
from symnn.documents.judging.identities.families import judge_family, judge_sums_of_family
from symnn.documents.judging.identities.inductions import judge_open_range
from symnn.documents.judging.identities.infinite import judge_series
from symnn.documents.judging.matrices.roots import judge_root
from symnn.documents.judging.matrices.series import judge_matrix_series
from symnn.documents.judging.matrices.vectors import judge_open_vectors
from symnn.documents.judging.names.letters.unsaid import SIGMA, is_applied
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.plain import plain

Rule: TypeAlias = (
    "Callable[[Place, tree.Node, tree.Link, Assumptions], tuple[Judgement, str] | None]"
)


def _judge_power(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """Powers are rare in most chapters: only then is the room of their rule built."""
    if not isinstance(left, tree.Power):
        return None
    from symnn.documents.judging.identities.matrix_powers import judge_matrix_power

    return judge_matrix_power(place, left, link, assumed)


def _judge_limit(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """So are limits, with powers in them."""
    if not isinstance(left, tree.BigOperator) or left.operator != "lim":
        return None
    from symnn.documents.judging.identities.power_limits import judge_power_limit
    from symnn.documents.judging.identities.sequence_limits import judge_sequence_limit

    powers = judge_power_limit(place, left, link, assumed)
    return powers or judge_sequence_limit(place, left, link, assumed)


def judge_values_composed(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """Unknown functions in values that were worked out; they are rare, too."""
    if link.relation != "=" or not rests_on_unknown((left, link.operand), place.state.scope):
        return None
    from symnn.documents.judging.calculus.composed_values import judge_composed

    return judge_composed(place, left, link, assumed)


def _judge_slope_by_entries(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """Derivatives in entries, of what holds a σ that nothing defines, are written out first."""
    if not isinstance(left, tree.Derivative) or not any(map(_has_index, left.variables)):
        return None
    scope = place.state.scope
    if scope.latest(SIGMA) is not None or not is_applied(scope, left, link.operand):
        return None
    from symnn.documents.judging.index_notation.hooks import by_entries

    return by_entries(place, left, link, assumed)


def _has_index(node: tree.Node) -> bool:
    """Whether a letter, and no number, is the index of a name."""
    below = node.subscript if isinstance(node, tree.Name) else None
    return below is not None and not isinstance(below, tree.Number)


def _judge_slope_of_loss(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """Slopes of a loss without a formula, beside arrays with open entries."""
    first = next((n for n in tree.walk(left) if isinstance(n, tree.Derivative)), None)
    if first is None or not place.formula.display or link.relation != "=":
        return None
    from symnn.documents.judging.calculus.slopes_of_losses import judge_slope_of_loss

    found = judge_slope_of_loss(place, left, link, assumed)
    if found is None or found[0].outcome != "refuted":
        return found
    from symnn.documents.judging.doubts.arrays.read_otherwise import unless_otherwise

    def judge(one: tree.Node, other: tree.Link) -> Judgement | None:
        again = judge_slope_of_loss(place, one, other, assumed)
        return None if again is None else again[0]

    kept = unless_otherwise(found[0], place.state.scope, left, link, judge)
    return None if kept is None else (kept, found[1])


def _judge_by_earlier(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """Slopes of values of which another formula was proved."""
    if not isinstance(left, tree.Derivative) or not place.state.confirmed:
        return None
    from symnn.documents.judging.calculus.by_earlier_formulas import judge_by_earlier

    return judge_by_earlier(place, left, link, assumed)


def _judge_slope_in_array(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """Slopes in a whole array, and in the entries of one whose size is said."""
    operator = left.factors[0] if isinstance(left, tree.Product) else left
    operator = operator.base if isinstance(operator, tree.Power) else operator
    nabla = isinstance(operator, tree.Name) and operator.base == "nabla"
    if not (nabla or isinstance(left, tree.Derivative)):
        return None
    from symnn.documents.judging.calculus.slopes_in_arrays import judge_slope_in_array

    return judge_slope_in_array(place, left, link, assumed)


def judge_counts(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """Factorials and binomials of letters, also in the functions of the document."""
    if link.relation != "=" or not any(_has_factorials(n, place) for n in (left, link.operand)):
        return None
    from symnn.documents.judging.identities.factorials import judge_factorials

    return judge_factorials(place, left, link, assumed)


def judge_extremum_of_function(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    r"""Values of a function that is a largest or least value: f^*(s) = \sup_x (sx - f(x))."""
    head = left.head if isinstance(left, tree.Call) else None
    known = None if head is None else place.state.scope.latest(tree.key(head) or "")
    if known is None or known.parameters is None or extremum_of(known.body) is None:
        return None
    body = _with_arguments(known.body, known.parameters, left)
    return None if body is None else judge_extremum(place, body, link, assumed)


def _with_arguments(
    body: tree.Node, parameters: tuple[str, ...], call: tree.Node
) -> tree.Node | None:
    r"""The formula of an extremum with the arguments of a call: \\sup_x ((t - 1)x - f(x))."""
    from symnn.documents.judging.identities.forms import put

    found = extremum_of(body)
    arguments = call.arguments.items if isinstance(call, tree.Call) else ()
    used = {tree.key(part) for one in arguments for part in tree.walk(one)}
    if found is None or len(arguments) != len(parameters) or used & set(found.keys):
        return None
    for name, argument in zip(parameters, arguments, strict=True):
        if tree.key(argument) != name:
            body = put(body, name, tree.Group("()", (argument,)))
    return body


def judge_beyond_numbers(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """Factorials of letters, and extrema in letters.

    What is known as a largest or least value is given no new meaning by another formula.
    """
    found = judge_counts(place, left, link, assumed)
    if found is not None or not _is_extremum(place, left):
        return found
    found = judge_extremum_of_function(place, left, link, assumed)
    if found is not None and found[0].outcome == "proved":
        return found
    open_ = Judgement(
        "undecided", reason="whether this is the largest or least value was not found"
    )
    return open_, f"{plain(left)} {link.relation} {plain(link.operand)}"[:240]


def _is_extremum(place: Place, node: tree.Node) -> bool:
    head = node.head if isinstance(node, tree.Call) else None
    known = None if head is None else place.state.scope.latest(tree.key(head) or "")
    return known is not None and bool(known.parameters) and extremum_of(known.body) is not None


def _judge_first_terms(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    if "dots" not in place.latex or "infty" not in place.latex:
        return None
    from symnn.documents.judging.identities.first_terms import judge_first_terms

    return judge_first_terms(place, left, link, assumed)


def _judge_added_ranges(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    if "sum" not in place.latex and "dots" not in place.latex:
        return None
    from symnn.documents.judging.identities.added_ranges import judge_added_ranges

    return judge_added_ranges(place, left, link, assumed)


def _has_factorials(node: tree.Node, place: Place, depth: int = 0) -> bool:
    for part in tree.walk(node):
        if isinstance(part, tree.Factorial | tree.Binomial):
            return True
        key = tree.key(part.head) if isinstance(part, tree.Call) else None
        known = None if key is None or depth > _DEEPEST else place.state.scope.latest(key)
        if known is not None and known.parameters and _has_factorials(known.body, place, depth + 1):
            return True
    return False


_DEEPEST: Final = 3
#: The rules in their order, and whether a rule says nothing of relations without letters.
_RULES: Final[tuple[tuple[Rule, bool], ...]] = (
    (judge_expansion, False),
    (_judge_by_earlier, True),
    (judge_values_composed, True),
    (judge_rule, True),
    (judge_matrix_series, False),
    (judge_root, False),
    (judge_series, False),
    (_judge_first_terms, False),
    (judge_boolean, False),
    (_judge_slope_by_entries, True),
    (_judge_slope_of_loss, True),
    (judge_sums_of_family, True),
    (judge_family, True),
    (judge_counts, True),
    (judge_open_range, True),
    (_judge_added_ranges, True),
    (_judge_power, True),
    (_judge_limit, True),
    (judge_slope_by_cases, True),
    (judge_extremum, True),
    (judge_open_vectors, True),
    (judge_each_entry, True),
    (_judge_slope_in_array, True),
)
_CONSTANTS: Final = frozenset({"e", "pi"})


def judge_calculus(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of members, open ranges, slopes by cases; else None."""
    named = any(_is_letter(place, n) for side in (left, link.operand) for n in tree.walk(side))
    for rule, of_letters in _RULES:
        found = rule(place, left, link, assumed) if named or not of_letters else None
        if found is not None:
            return found
    return None


def _is_letter(place: Place, node: tree.Node) -> bool:
    """Whether a node is a name that is no number everywhere."""
    if not isinstance(node, tree.Name):
        return False
    return node.base not in _CONSTANTS or place.state.scope.latest(node.base) is not None
