"""Powers of a matrix with an open exponent: S^n with entries such as 2^n - 1.

Proved by induction: the claim at n = 1, and that the right side at n + 1 is the matrix times the
right side at n, with each x^n as a letter of its own. Refuted if it fails for each of several n.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.identities.forms import (
    FRESH,
    Forms,
    NoFormError,
    bare,
    bracketed,
    number,
    put,
)
from symnn.documents.judging.identities.stated import letters
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array
from symnn.latex.plain import plain

#: Exponents of which some are negative.
_INTEGERS: Final = regex(
    r"(?<!positive )(?<!negative )(?<!natural )\b(?:integer|whole number)"
    r"|\\mathbb\s*\{?\s*Z|\\Z\b|(?<![a-z-])negative\b(?! int)"
    r"|\breal\b"
)
#: The exponents at which a claim is tried before it is called false.
_TRIES: Final = (2, 3, 4, 5)


def judge_matrix_power(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of a claim about A^n; None for any other.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    if link.relation != "=" or assumed.denied or not isinstance(left, tree.Power):
        return None
    count = tree.key(bare(left.exponent)) or ""
    runs = count in assumed.universal
    first = _first(assumed, count) if runs else 1
    if first is None:
        return None
    assumed = replace(assumed, values={k: v for k, v in assumed.values.items() if k != count})
    view = assumed.view(reader(place.state.scope, open_names=True))
    right = link.operand
    if len(count) != 1 or view.knows(count) or count not in letters(right) | {count}:
        return None
    if not _is_square(left.base, view) or count in letters(left.base):
        return None
    found = _by_induction(view, left, right, count) or _refuted(
        view, left, right, count, 1 if runs else len(_TRIES)
    )
    if found is not None and found.outcome == "proved" and first == 0:
        begin = _at(view, left, right, count, 0)
        found = found if begin is not None and begin.outcome == "proved" else None
    if found is not None and found.outcome == "proved" and _may_be_negative(place, assumed, count):
        found = None
    doubtful = assumed.unread is not None or may_be_posed_in_words(place.formula)
    if found is None or view.track.supposed or (found.outcome == "refuted" and doubtful):
        return None
    return found, f"{plain(left)} = {plain(right)}"


def _may_be_negative(place: Place, assumed: Assumptions, count: str) -> bool:
    """Whether words let an exponent be any integer, for which the induction says nothing."""
    bounded = any(tree.key(chain.first) == count for chain in assumed.relations)
    return not bounded and _INTEGERS.search(place.latex) is not None


def _first(assumed: Assumptions, count: str) -> int | None:
    """0 or 1, where words let an exponent run from; None if it may be another number than whole."""
    first = 1
    for chain in assumed.relations:
        if count not in {tree.key(part) for part in tree.walk(chain)}:
            continue
        (link, *more), end = chain.links, chain.links[0].operand
        if more or tree.key(chain.first) != count:
            return None
        if link.relation == "∈" and isinstance(end, tree.Name) and end.base == "N":
            first = 0 if end.subscript is None or tree.key(end.subscript) == "0" else first
        elif (
            link.relation in ("≥", ">")
            and isinstance(end, tree.Number)
            and 0 <= end.value <= _TRIES[0]
        ):
            first = 0 if end.value == 0 and link.relation == "≥" else first
        else:
            return None
    return first


def _is_square(base: tree.Node, view: Reader) -> bool:
    try:
        value = view.read(base)
    except MeaningError:
        return False
    return isinstance(value, Array) and value.shape[0] == value.shape[1] > 1


def _by_induction(view: Reader, left: tree.Power, right: tree.Node, count: str) -> Judgement | None:
    begin = _at(view, left, right, count, 1)
    used = letters(left) | letters(right)
    fresh = next((n for n in FRESH if n not in used and not view.knows(n)), None)
    if begin is None or begin.outcome != "proved" or fresh is None:
        return None
    here = tree.Name(fresh)
    before = put(right, count, here)
    grown = put(right, count, bracketed(tree.Sum((here, number(1)))))
    step = tree.Product((bracketed(left.base), bracketed(before)), ("",))
    forms = Forms(fresh, {fresh} | used, view.knows)
    try:
        sides = forms.change(grown), forms.change(step)
        found = _judged(view, *sides)
    except NoFormError:
        return None
    if any(_holds(part, fresh) for side in sides for part in tree.walk(side)):
        return None
    if found is None or found.outcome != "proved":
        return None
    method = f"induction over {count}: {begin.method}, then {found.method}"
    return replace(found, method=method, notes=(*found.notes, f"for all integers {count} ≥ 1"))


def _holds(node: tree.Node, count: str) -> bool:
    """Whether a quotient has n below: the induction might break off at one of its zeros."""
    return isinstance(node, tree.Quotient) and count in letters(node.denominator)


def _refuted(
    view: Reader, left: tree.Power, right: tree.Node, count: str, least: int
) -> Judgement | None:
    """False for each of several exponents, or for one of all, where the right side has n in it."""
    if count not in letters(right):
        return None
    found = [(_at(view, left, right, count, value), value) for value in _TRIES]
    fails = [(one, at) for one, at in found if one is not None and one.outcome == "refuted"]
    if len(fails) < least:
        return None
    first, at = fails[0]
    return replace(first, notes=(*first.notes, f"already at {count} = {at}"))


def _at(
    view: Reader, left: tree.Node, right: tree.Node, count: str, value: int
) -> Judgement | None:
    return _judged(view, *(put(side, count, number(value)) for side in (left, right)))


def _judged(view: Reader, left: tree.Node, right: tree.Node) -> Judgement | None:
    view = replace(view, work=view.work.afresh())
    try:
        sides = Side(view.read(left), left), Side(view.read(right), right)
    except MeaningError:
        return None
    if not all(isinstance(side.value, Array) for side in sides):
        return None
    return judge("=", *sides)
