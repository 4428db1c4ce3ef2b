"""What the left side of an equation is meant as: a name to define, a slope, a known function."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, Final

from symnn.deferred import regex
from symnn.documents.judging.calculus.remainders import has_remainder
from symnn.documents.judging.calculus.slopes import is_slope_of_function, prime_as_slope
from symnn.documents.judging.names.definitions import Target, target
from symnn.documents.judging.names.lists import mapped
from symnn.documents.judging.names.of_functions.made_of_functions import note_waiting
from symnn.documents.judging.notations.readings import judged
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement, Side
from symnn.documents.model import Entry
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.entries import own_entries
from symnn.latex.meaning.families import function_member
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.scope import BRACKETED, Scope
from symnn.latex.meaning.spectra import is_spectral
from symnn.latex.meaning.values import Scalar, Value
from symnn.latex.plain import plain
from symnn.latex.symbols import FUNCTION_WORDS

#: What may be made of functions alone: f', 2f - g.
_OF_FUNCTIONS: Final = (tree.Prime, tree.Product, tree.Sum, tree.Neg, tree.Quotient, tree.Cases)
_EQUIVALENT: Final = regex(r"\s*(?:\\(?:Leftrightarrow|Longleftrightarrow|iff)(?![A-Za-z])|⇔|⟺)")
#: What a product is called that a known matrix is.
_IN_FACTORS: Final = regex(r"(?i)decomposition|factori[sz]ation|\bSVD\b|factors")
#: So many lines below the rows of a matrix, a product of new names is that matrix in factors.
_NEAR: Final = 3


def slope_or_target(
    place: Place, chain: tree.Chain, in_part: bool, assumed: Assumptions
) -> tuple[tuple[tree.Node, tree.Link], Target | None]:
    """What the first equation may define; a prime that means a derivative defines nothing."""
    scope = place.state.scope
    left, link = chain.first, chain.links[0]
    if ":" in place.latex and (called := _at_settings(place, left)) is not None:
        return (called, link), None
    if isinstance(left, tree.Name) and _is_of_known_matrix(place, left, link):
        return (left, link), None
    slope = prime_as_slope(left, scope)
    if slope is not None and link.relation == "=" and _is_meant(place, slope, link):
        return (slope, link), None
    if is_slope_of_function(left, scope) or _is_slope_somewhere(left, scope, assumed):
        return (left, link), None
    counted = _with_primes(left, scope)
    if counted is not None and link.relation == "=" and _is_proved(place, counted, link):
        return (counted, link), None
    if is_spectral(left, place.view()) and link.relation == "=" and _is_proved(place, left, link):
        return (left, link), None
    if has_remainder(link.operand):
        return (left, link), None
    found = target(left, link, scope, in_part)
    again = found is not None and found.known is not None and found.parameters is not None
    if again and _EQUIVALENT.match(place.latex[link.operand.span.end :]):  # f(x) = x ⇔ …
        return (left, link), None
    open_slope = isinstance(left, tree.Derivative) and found is not None
    if open_slope and link.relation == "=" and _is_settled(place, left, link):
        return (left, link), None
    return (left, link), found or _slope_further_on(chain, scope)


def as_meant(place: Place, chain: tree.Chain, assumed: Assumptions) -> tree.Chain:
    """The chain with f: x ↦ x² as f(x) = x², and functions beside settings as their values."""
    if (found := mapped(chain)) is not None:
        return found
    if isinstance(chain.first, tree.Transpose):
        from symnn.documents.judging.names.beside.by_transposes import standing

        chain = standing(chain, place.state.scope)
    if len(chain.links) == 1 and isinstance(chain.links[0].operand, _OF_FUNCTIONS):
        from symnn.documents.judging.names.of_functions.made_of_functions import as_function

        chain = as_function(chain, place.state.scope)
    if ":" not in place.latex and not assumed.values:
        return chain
    from symnn.documents.judging.names.beside.settings import functions_at_settings

    return functions_at_settings(place, chain, frozenset(assumed.values))


def set_as_it_stands(place: Place, left: tree.Node, link: tree.Link) -> Target | None:
    """What is no name and is set to a number before a colon."""
    if isinstance(left, tree.Name):
        return None
    if isinstance(left, tree.Call):
        if isinstance(next(iter(left.arguments.items), None), tree.Chain):
            from symnn.documents.judging.chances.by_scores import given_by_scores

            return given_by_scores(place, left, link)
        note_waiting(place.state, left, link)
    kinds = (tree.Call, tree.Apply, tree.Product)
    formula = place.formula.display and not isinstance(link.operand, tree.Number)
    if ":" not in place.latex and not (formula and isinstance(left, kinds)):
        return None
    from symnn.documents.judging.names.beside import opaque_settings

    found = opaque_settings.opaque_setting(place, left, link)
    return found or opaque_settings.opaque_definition(place, left, link)


def given_again(*said: Any) -> Entry | None:
    """The claim about a name that has a meaning already, which is rare at first sight."""
    from symnn.documents.judging.names.again import given_again as room

    return room.given_again(*said)


def false_in_chain(
    place: Place, chain: tree.Chain, defined: Target, assumed: Assumptions
) -> Entry | None:
    """The entry of a member of a family that a chain gives another value; rare as well.

    So is that of a formula for a part of where a function is defined.
    """
    if defined.known is not None and defined.parameters:
        from symnn.documents.judging.names.again.in_part_again import told_in_part

        return told_in_part(place, chain, defined, assumed)
    if len(chain.links) < 2 or defined.known is None or not defined.known.member:
        return None
    from symnn.documents.judging.names import derived as room

    return room.false_in_chain(place, chain, assumed)


def _is_of_known_matrix(place: Place, left: tree.Name, link: tree.Link) -> bool:
    """σ_1, told to be a singular value of a matrix; or A = LU right behind the rows of A."""
    if left.subscript is not None:
        from symnn.documents.judging.names.families.ordered_spectra import is_line, is_told

        return is_told(place.state, left) or is_line(place, left, link)
    scope = place.state.scope
    known = scope.latest(tree.key(left) or "")
    if known is None or not isinstance(known.body, tree.Matrix) or link.relation != "=":
        return False
    factors = [scope.latest(key) for key in _factors(link.operand)]
    given = [factor for factor in factors if factor is not None]
    if given:  # the same formula gave the matrix and all of its factors
        ends = {place.state.ends.get(one.version) for one in (known, *given)}
        return len(given) == len(factors) and len(ends) == 1
    line = place.state.source.position(place.formula.start).line
    near = known.version > place.state.since or line - known.line <= _NEAR
    near = near or _IN_FACTORS.search(place.latex[link.operand.span.end :]) is not None
    return near and bool(factors)


def _factors(node: tree.Node) -> list[str]:
    """The names in a product such as U Σ Vᵀ or P D P⁻¹; none if more than matrices is in it."""
    factors = node.factors if isinstance(node, tree.Product) else ()
    bare = [f.operand if isinstance(f, (tree.Transpose, tree.Mark)) else f for f in factors]
    bare = [f.base if isinstance(f, tree.Power) else f for f in bare]
    turned = any(f is not b for f, b in zip(factors, bare, strict=True))  # P^{-1}, V^T
    written = sum(isinstance(f, tree.Matrix) for f in bare) if turned else 0
    keys = [tree.key(f) or "" for f in bare if isinstance(f, tree.Name)]
    return keys if len(keys) + written == len(factors) and "" not in keys else []


def _at_settings(place: Place, node: tree.Node) -> tree.Node | None:
    """Colons are rare: only then is the room of what stands before them built."""
    from symnn.documents.judging.names.beside.settings import at_settings

    return at_settings(place, node)


def _is_slope_somewhere(node: tree.Node, scope: Scope, assumed: Assumptions) -> bool:
    r"""\frac{df}{dx} of a function that is known, where the words beside it say something of x."""
    if not isinstance(node, tree.Derivative) or len(node.variables) != 1:
        return False
    name = tree.key(node.variables[0])
    known = scope.latest(tree.key(node.operand) or "") if node.operand is not None else None
    if name not in assumed.values or known is None:
        return False
    if scope.latest(tree.slope_key(node) or "") is not None:
        return False
    try:
        reader(scope, open_names=True).read(node)
    except MeaningError:
        return False
    return True


def _slope_further_on(chain: tree.Chain, scope: Scope) -> Target | None:
    r"""The slope that a later operand gives a value: ∂l/∂y = -2(t - y) = -2(1 - 0.25)."""
    if not isinstance(chain.first, tree.Derivative) or len(chain.links) == 1:
        return None
    if any(link.relation != "=" for link in chain.links[:-1]):
        return None
    last = replace(chain.links[-1], relation="=")
    return target(chain.first, last, scope)


def _with_primes(node: tree.Node, scope: Scope) -> tree.Node | None:
    """f^{(4)}(x) as the fourth derivative of a function f that is known; else None.

    It may be another function as well, such as f applied four times, or that of a fourth layer.
    """
    head = node.head if isinstance(node, tree.Call) else None
    label = head.labels[0] if isinstance(head, tree.Name) and len(head.labels) == 1 else None
    order = label.items[0] if label is not None and len(label.items) == 1 else None
    if not (isinstance(order, tree.Number) and order.value.denominator == 1 and order.value > 0):
        return None
    if not isinstance(node, tree.Call) or not isinstance(head, tree.Name):
        return None
    if BRACKETED in scope.told:
        return None
    plain_head = replace(head, labels=())
    known = scope.latest(tree.key(plain_head) or "")
    if known is None or known.parameters is None or scope.latest(tree.key(head) or ""):
        return None
    return replace(node, head=tree.Prime(plain_head, int(order.value), span=head.span))


def _is_proved(place: Place, left: tree.Node, link: tree.Link) -> bool:
    try:
        return judged(place, left, link)[0].outcome == "proved"
    except MeaningError:
        return False


def _is_settled(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a slope follows from the formulas that are given, so that it is no new name."""
    if _is_proved(place, left, link):
        return True
    from symnn.documents.judging.calculus.slopes_of_formulas import is_settled

    if is_settled(place, left, link):
        return True
    if any(isinstance(part, tree.Derivative) for part in tree.walk(link.operand)):
        return False  # the values of these may be given
    from symnn.documents.judging.index_notation.hooks import by_entries

    written = by_entries(place, left, link, NOTHING)
    return written is not None and written[0].outcome == "proved"


def _is_meant(place: Place, slope: tree.Node, link: tree.Link) -> bool:
    """Whether a prime on a value is a derivative: it holds as one, or slopes are spoken of."""
    try:
        found, _ = judged(place, slope, link)
    except MeaningError:
        return False
    return found.outcome == "proved" or place.formula.headings in place.state.slopes


def is_unheard(scope: Scope, left: tree.Node, defined: Target) -> bool:
    """Whether a head such as f(x) is of a name that nothing was said of: then it says what f is."""
    if not defined.is_new:
        return False
    names = [n for n in tree.walk(left) if isinstance(n, tree.Name)]
    heads = [n for n in names if tree.key(n) not in (defined.parameters or ())]
    if of_family(left, scope):
        return False
    return bool(heads) and not any(
        n.base in SPELLINGS or n.base in FUNCTION_WORDS or scope.latest(name)
        for n in heads
        for name in (n.base, tree.key(n) or "")
    )


def of_family(left: tree.Node, scope: Scope) -> bool:
    """Whether a head is a member of a family of functions: s_1(z), where s_i(z) is given.

    Another formula of it, for vectors of two entries perhaps, is not the one that it has.
    """
    names = (n for n in tree.walk(left) if isinstance(n, tree.Name))
    return any(function_member(name, reader(scope)) is not None for name in names)


def same_function(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    assumed: Assumptions,
    defined: Target | None = None,
) -> Entry | None:
    """A function that is known is given another formula: a claim if they agree everywhere.

    Or if it agrees with what it was before it was `defined` as it is.

    Where its variable has a value they are compared everywhere all the same: f(x) = x^3 after
    f(x) = x^2 and x = 0 is another function.
    """
    scope = place.state.scope
    arguments = _arguments(left)
    parts = [part for node in arguments for part in tree.walk(node)]
    given = [scope.latest(tree.key(part) or "") for part in parts]
    try:
        if any(known is not None and not own_entries(known) for known in given):
            judgement, reading = _at_any_number(place, left, link, assumed)
        else:
            judgement, reading = _as_named(place, left, link, assumed)
    except MeaningError:
        return _with_unknown(place, left, link, assumed, defined)
    if judgement.outcome != "proved" or judgement.rounding is not None:
        return _given_back(place, left, link, assumed, defined)
    _confirm(place, left)
    return judged_entry(place, left, link, judgement, reading)


def _with_unknown(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions, defined: Target | None
) -> Entry | None:
    """A formula with functions that nothing defines, such as H in y(x) = x + T(x) H(x)."""
    known = None if defined is None else defined.known
    if known is None:
        return None
    from symnn.documents.judging.calculus.rules import judge_beyond_numbers

    counted = judge_beyond_numbers(place, left, link, assumed)
    if counted is not None:
        if counted[0].outcome == "proved":
            _confirm(place, left)
        return judged_entry(place, left, link, *counted)
    if not any(isinstance(n, tree.Call) for n in tree.walk(link.operand)):
        return None
    from symnn.documents.judging.names.again.with_unknown import with_unknown

    found = with_unknown(place, left, link, known, assumed)
    if found is not None and found.verdict == "proved":
        _confirm(place, left)
    return found


def _given_back(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions, defined: Target | None
) -> Entry | None:
    if defined is None or not place.state.rivals:
        return None
    from symnn.documents.judging.names.again.given_back import given_back

    same = partial(same_function, left=left, link=link, assumed=assumed)
    return given_back(place, left, link, defined, same)


def _as_named(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str]:
    """The judgement with what the names mean; as numbers, where that has no meaning."""
    try:
        return judged(place, left, link, assumed=assumed)
    except MeaningError:
        if len(_arguments(left)) < 2:
            raise
        return _at_any_number(place, left, link, assumed)


def _confirm(place: Place, left: tree.Node) -> None:
    """Note that another formula of a known function holds: they are claims, not definitions.

    A false one before, which might have been a new meaning of it, was none then.
    """
    head = left.head if isinstance(left, tree.Call) else getattr(left, "function", None)
    key = tree.key(head) or "" if head is not None else ""
    known = place.state.scope.latest(key) if key else None
    if known is None and key:
        from symnn.documents.judging.names.again.rivals import whole_of_component

        known = whole_of_component(place, key)
    if known is not None and known.parameters is not None:
        place.state.confirmed.add((known.key, known.version))
        if place.state.stated.pop((known.key, known.version), None) is not None:
            place.state.doubtful.pop((known.key, known.version), None)


def _at_any_number(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str]:
    """f(x) = … as a claim for all numbers x, whatever x stands for elsewhere."""
    keys = [tree.key(node) for node in _arguments(left)]
    opened: dict[str, Value] = {key: Scalar(symbol(key)) for key in keys if key is not None}
    if len(opened) != len(keys):
        raise MeaningError(Kind.UNSUPPORTED, "arguments that are no names", left.span)
    view = assumed.view(reader(place.state.scope, open_names=True)).varying(opened)
    sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
    found = judge_over(link.relation, *sides, assumed)
    note = f"for all real {', '.join(sorted(opened))}"
    reading = f"{plain(left)} {link.relation} {plain(link.operand)}"
    return replace(found, notes=(*found.notes, note)), reading


def _arguments(left: tree.Node) -> tuple[tree.Node, ...]:
    """What a head such as f(x) or a[x] is applied to."""
    if isinstance(left, tree.Call):
        return left.arguments.items
    if isinstance(left, tree.Apply):
        return (left.argument,)
    return left.factors[1:] if isinstance(left, tree.Product) else tuple(tree.children(left))
