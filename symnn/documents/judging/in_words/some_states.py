r"""What holds for some inputs, for none, for all but a few, and how many inputs have a property.

"h_1 = h_2 = 1 for some x", "g and h are never both 1", "there are 64 input vectors, 8 of them
symmetric": the inputs are from few numbers, and all are gone through.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Formula, conjunction, sides, substitute_formula
from symnn.deferred import regex
from symnn.documents.judging.in_words.deciding import (
    CLAIM,
    INPUTS,
    claim_in,
    may_be_another,
    note_on,
    shown,
)
from symnn.documents.judging.in_words.input_conditions import COUNT, whole_of
from symnn.documents.judging.in_words.input_properties import tests_of
from symnn.documents.judging.in_words.input_sets import (
    Point,
    inputs_in,
    is_of,
    points_of,
    refused,
    sets_of,
    spaces,
    whole_inputs,
    with_open_inputs,
)
from symnn.documents.judging.in_words.own_settings import first_found
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    Sentence,
    as_before,
    judged,
    number_of,
)
from symnn.documents.judging.in_words.units_said import applied
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.alternatives import AT_ALL_INPUTS
from symnn.documents.phrases.otherwise import is_turned
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array

#: What is found at each input: whether it holds there.
Found: TypeAlias = "list[tuple[Point, bool]]"

_INPUT: Final = (
    rf"(?:(?:{INPUTS}|(?:possible |different |binary )*(?:states?|assignments?|configurations?"
    r"|bit strings?|strings?|cases?|choices? of inputs?|bit vectors?|words?)|values?(?: of)?"
    rf"|choices?(?: of)?)(?: of length (?P<length>{COUNT}))?(?: (?P<space>{PLACE}))?"
    rf"|(?P<bare>{PLACE}))"
)
_SOME: Final = r"(?:some|at least one|an?|one or more|any|certain|a single)"
_NO: Final = r"(?:no|none of the|not any|not a single|not one)"
_BOTH: Final = (
    rf"(?P<list>{PLACE}(?:(?:,| and|, and) {PLACE})+) (?:are|is|can be|have|has|take|equal)"
    r"(?P<never> never| not)?(?: (?:both|all|simultaneously|at once))?(?: the value)?"
    rf" (?P<value>{PLACE}|one|zero|active|on)(?: (?:at once|simultaneously|together"
    r"|at the same time))?"
)
_CASE: Final = r"(?P<subject>.+?)"
_IS_CLAIM: Final = regex(CLAIM)
_HAVE: Final = regex(_BOTH)
_WITH: Final = (
    r"(?:with|for which|where|such that|at which|on which|so that|giving"
    r"|that (?:gives?|satisf(?:y|ies)|makes?|has|have))"
)
_FORMS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("some", regex(rf"{_CASE},? (?:for|at|on) {_SOME} {_INPUT}")),
    ("some", regex(rf"(?:there (?:is|exists|are|exist)|for) {_SOME} {_INPUT},? {_WITH} {_CASE}")),
    ("some", regex(rf"(?:for )?{_SOME} {_INPUT},? (?:gives?|satisf(?:y|ies)|has|yields?) {_CASE}")),
    ("some", regex(rf"{_CASE} (?:can (?:occur|happen)|(?:occurs|happens) for some {_INPUT}"
                   r"|is possible)")),
    ("no", regex(rf"{_CASE},? (?:for|at|on) {_NO} {_INPUT}")),
    ("no", regex(rf"there (?:is|exists|are|exist) {_NO} {_INPUT},? {_WITH} {_CASE}")),
    ("no", regex(rf"(?:for )?{_NO} {_INPUT},? (?:gives?|satisf(?:y|ies)|has|yields?) {_CASE}")),
    ("no", regex(rf"{_CASE} (?:never (?:occurs?|happens?|holds?)|cannot (?:occur|happen|hold)"
                 r"|can(?: not|not|'t| never) (?:occur|happen|hold)|is impossible"
                 r"|is not possible)")),
    ("no", regex(rf"never {_CASE}")),
    ("never", _HAVE),
    ("all", regex(rf"{_CASE},? (?:for|at|on) (?:all|every|each)(?: of the)? {_INPUT}")),
    ("all", regex(rf"(?:for )?(?:all|every|each) {_INPUT},? (?:gives?|satisf(?:y|ies)|has|have"
                  rf"|yields?) {_CASE}")),
    ("at", regex(rf"{_CASE},? (?:for|at|on|if|when)(?: the)?(?: {INPUTS})?(?: is| are)?"
                 rf" (?P<but>{PLACE}(?:(?:,| and|, and) {PLACE})*)")),
    ("except", regex(rf"{_CASE},? (?:for|at|on) (?:all|every|each) {_INPUT}"
                     rf" (?:except|but|other than|besides|save|apart from)(?: for)?"
                     rf" (?P<but>{PLACE}(?:(?:,| and|, and) {PLACE})*)")),
)  # fmt: skip
_PROPERTY: Final = r"(?P<property>[a-z]{3,}(?:-[a-z]+)?)"
_N: Final = rf"(?:exactly |precisely |only |just )?(?P<n>{COUNT})"
_TALLIES: Final[tuple[re.Pattern[str], ...]] = (
    regex(rf"(?:there are |of the )?(?P<all>{COUNT}) {_INPUT},? (?:of which |and |of these )?{_N}"
          rf"(?: of (?:them|these|which))?(?: are| is)? {_PROPERTY}"),
    regex(rf"{_N} (?:out )?of (?:the|all) (?P<all>{COUNT}) {_INPUT} (?:are|is) {_PROPERTY}"),
    regex(rf"there (?:are|is) {_N} {_PROPERTY} {_INPUT}(?: (?:in|from|among) (?P<in>{PLACE}))?"),
    regex(rf"(?:the )?number of {_PROPERTY} {_INPUT}(?: (?:in|from|among) (?P<in>{PLACE}))?"
          rf" (?:is|equals) {_N}"),
)  # fmt: skip
_WITH_ONES: Final[tuple[re.Pattern[str], ...]] = (
    regex(rf"(?:there are |for )?{_N} (?:out )?of (?:the|all) (?P<all>{COUNT}) {_INPUT}"
          r" (?P<property>(?:have|has|contain|contains) .+)"),
    regex(rf"there (?:are|is) {_N} {_INPUT}(?: (?:in|from|among) (?P<in>{PLACE}))?"
          r" (?P<property>(?:with|containing|having) .+)"),
)  # fmt: skip
_MANY: Final = 4096


def judge_some(sentence: Sentence) -> Judgement | None:
    """What is found about such a sentence; None for any other."""
    if is_turned(sentence.place.state.source.text):
        return None
    return first_found(sentence, _judged)


def _judged(sentence: Sentence) -> Judgement | None:
    for how, pattern in _FORMS:
        match = pattern.fullmatch(sentence.words)
        if match is not None:
            try:
                found = _quantified(with_open_inputs(as_before(sentence)), how, match)
            except SymnnError:
                continue
            if found is not None:
                return found
    for pattern in (*_TALLIES, *_WITH_ONES):
        match = pattern.fullmatch(sentence.words)
        if match is not None:
            try:
                return _tally(with_open_inputs(as_before(sentence)), match)
            except SymnnError:
                continue
    return None


# --- for some, for none, for all --------------------------------------------------------


def _quantified(sentence: Sentence, how: str, match: re.Match[str]) -> Judgement | None:
    groups = match.groupdict()
    if how == "never":
        if groups["never"] != " never":
            return None  # "not both" may be said of one input
        how = "no"
        formula = _together(sentence, match)
    else:
        formula = _case(sentence, groups["subject"])
    own = inputs_in(*sides(formula))
    names = whole_inputs(sentence, own)
    sets = sets_of(sentence, names)
    _must_be_meant(sentence, groups, names)
    found: Found = []
    for point in points_of(sets):
        outcome = judged(substitute_formula(formula, point)).outcome
        if outcome == "undecided":
            return None
        found.append((point, outcome == "proved"))
    if how in ("except", "at"):
        return _listed(sentence, groups["but"] or "", found, names, how == "except")
    false = _counterexample(how, found)
    notes = (note_on(sets),)
    if false is None:
        return Judgement("proved", AT_ALL_INPUTS, notes=notes)
    if may_be_another(sentence, sentence.words):
        return None
    return Judgement("refuted", AT_ALL_INPUTS, counterexample=false or None, notes=notes)


def _counterexample(how: str, found: Found) -> tuple[tuple[str, str], ...] | None:
    """Where it is false; nothing of "for some", which no single input shows; None if true."""
    if how == "some":
        return None if any(holds for _, holds in found) else ()
    wanted = how == "all"
    return next((shown(point) for point, holds in found if holds is not wanted), None)


def _listed(
    sentence: Sentence, words: str, found: Found, names: Sequence[str], left_out: bool
) -> Judgement | None:
    """That it holds for some inputs; or for all but these, and not for these."""
    listed = [v for place in re.findall(PLACE, words) for v in _vectors(sentence, place)]
    points = [([point[name] for name in names], point, holds) for point, holds in found]
    if not listed or any(values not in [v for v, _, _ in points] for values in listed):
        return None
    for values, point, holds in points:
        if not holds and (values in listed) is not left_out:
            given = re.search(r" (?:if|when) ", sentence.words) is not None  # it may be given anew
            if given or may_be_another(sentence, sentence.words):
                return None
            return Judgement("refuted", AT_ALL_INPUTS, counterexample=shown(point))
    if left_out and any(holds for values, _, holds in points if values in listed):
        return None
    return Judgement("proved", AT_ALL_INPUTS)


def _vectors(sentence: Sentence, place: str) -> list[list[Expr]]:
    """The inputs that are written out: (1, 1), or x = (1, 1), or (0, 1), (1, 0)."""
    node = sentence.node(place)
    if isinstance(node, tree.Chain) and [li.relation for li in node.links] == ["="]:
        node = node.links[0].operand
    nodes = node.items if isinstance(node, tree.Group) and not node.fence else (node,)
    found: list[list[Expr]] = []
    for one in nodes:
        value = sentence.view.read(one) if isinstance(one, (tree.Group, tree.Matrix)) else None
        if not isinstance(value, Array):
            raise refused()
        found.append([cell.expr for cell in value.cells()])
    return found


def _case(sentence: Sentence, text: str) -> Formula:
    """What is said to hold: a relation, that a unit has a value, that several have."""
    both = _HAVE.fullmatch(text)
    if both is not None:
        if both["never"]:
            raise refused()
        return _together(sentence, both)
    if _IS_CLAIM.fullmatch(text) is None:
        raise refused()
    return claim_in(sentence, text)


def _together(sentence: Sentence, match: re.Match[str]) -> Formula:
    """That all of some units have a value."""
    value = match["value"]
    wanted = rational(0 if value == "zero" else 1)
    if value.startswith("⟨"):
        wanted = number_of(sentence.view, sentence.node(value))
    units = [sentence.node(place) for place in re.findall(PLACE, match["list"])]
    numbers = [number_of(sentence.view, applied(sentence, unit)) for unit in units]
    return conjunction(tuple(Atomic("=", number, wanted) for number in numbers))


def _must_be_meant(sentence: Sentence, groups: dict[str, str | None], names: Sequence[str]) -> None:
    """Raise what is raised for unread words, unless the inputs are those that are spoken of."""
    place = groups.get("bare") or groups.get("space") or groups.get("in")
    if place is None:
        return
    latex = sentence.clause.part(place).latex
    told = [(list(n), power) for n, _, power in spaces(latex)]
    if not told:
        bare = re.sub(r"[{}\s]|\\(?:mathbf|boldsymbol|bm|vec)", "", latex).strip("()")
        listed = bare.split(",")
        told = [(listed, "")]
    if len(told) != 1:
        raise refused()
    listed, power = told[0]
    if not all(any(is_of(name, one) for one in listed) for name in names):
        raise refused()
    if power and power != str(len(names)):
        raise refused()


# --- how many have a property -----------------------------------------------------------


def _tally(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """How many inputs there are, and how many of them have a property."""
    groups = match.groupdict()
    _, sets = _told_inputs(sentence, groups)
    points = list(points_of(sets))
    (test,) = tests_of(sentence, sets, _of_inputs(match["property"]))
    number = sum(test(point) for point in points)
    claimed = [(number, whole_of(sentence, match["n"]))]
    if groups.get("all"):
        claimed.append((len(points), whole_of(sentence, groups["all"] or "")))
    notes = (f"it is so for {number} of {len(points)}", note_on(sets))
    if all(found == said for found, said in claimed):
        return Judgement("proved", AT_ALL_INPUTS, notes=notes)
    return Judgement("refuted", AT_ALL_INPUTS, notes=notes)


def _of_inputs(words: str) -> str:
    """Words on a property as those of a condition."""
    if " " in words:
        return re.sub(
            r"^(?:have|contain)\b", lambda m: {"have": "has"}.get(m[0], "contains"), words
        )
    return f"the {words} inputs"


def _told_inputs(
    sentence: Sentence, groups: dict[str, str | None]
) -> tuple[list[str], dict[str, tuple[Expr, ...]]]:
    """The entries of the only vector of few numbers that is told of."""
    length = groups.get("length")
    if length:
        return _entries_of("x", (rational(0), rational(1)), whole_of(sentence, length))
    known = {(tuple(n), v, p) for n, v, p in spaces(sentence.place.state.source.text)}
    place = groups.get("bare") or groups.get("space") or groups.get("in")
    latex = sentence.clause.part(place).latex if place is not None else ""
    if place is not None:
        here = list(spaces(latex)) or list(spaces(rf"x\in {latex}"))
        if here:
            (_, values, power), own = here[0], list(spaces(latex))
            same = {one for one in known if one[1:] == (values, power)}
            if own or (known and not same):
                same = {(tuple(n), v, p) for n, v, p in own}
            known = same or {(("x",), values, power)}
        else:
            known = {one for one in known if one[0] == (latex.strip(),)}
    if len(known) != 1:
        raise refused()
    told, values, power = next(iter(known))
    if len(told) != 1 or not power.isdigit():
        raise refused()
    return _entries_of(told[0], values, int(power))


def _entries_of(
    base: str, values: tuple[Expr, ...], size: int
) -> tuple[list[str], dict[str, tuple[Expr, ...]]]:
    if len(values) ** size > _MANY:
        raise refused()
    names = [f"{base}_{k + 1}" for k in range(size)]
    return names, dict.fromkeys(names, values)
