"""How a value changes with a letter: "E increases with N for fixed p", "does not depend on T"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Final, final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, sides
from symnn.deferred import dataclass, regex
from symnn.documents.judging.in_words.regions import (
    MOST_LETTERS,
    is_ranged,
    lies_in,
    points,
    regions,
)
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, denied, judged, number_of
from symnn.documents.judging.names.letters.ranges import with_ranges
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import ZERO, Expr, free_symbols, postorder, rational, substitute, symbol
from symnn.functions.calculus import derivative
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING
from symnn.latex.meaning.behind import parts_behind
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Scalar

_UP: Final = r"increas(?:es|ing)|grows|growing|rises|rising"
_DOWN: Final = r"decreas(?:es|ing)|falls|falling|shrinks|shrinking|drops|declines"
_HOW: Final = r"(?:(?P<{0}>strictly|monotonically|steadily|strictly monotonically) )?"
_NAMED: Final = (
    r"(?:the )?(?:(?:function|value|quantity|loss|error|ratio|probability|weight|score|distance"
    r"|slope|gradient|derivative|factor|term) )?"
)
_QUANTITY: Final = (
    r"(?:the )?(?:(?:temperature|dimension|number|size|width|depth|learning rate|step size|value of"
    r"|parameter|variance|distance|length) )?"
)
_GROWS: Final = regex(
    rf"{_NAMED}(?P<of>{PLACE}) {_HOW.format('a')}(?P<verb>{_UP}|{_DOWN})"
    rf"(?: (?P<b>strictly|monotonically))? (?P<how>with|in|as|when|with increasing|with growing"
    rf"|with decreasing) {_QUANTITY}(?P<letter>{PLACE})(?: (?P<along>increases|grows|rises"
    rf"|decreases|falls|shrinks|gets larger|gets smaller))?"
)
_GROWING: Final = regex(
    rf"{_NAMED}(?P<of>{PLACE}) is (?:an? )?{_HOW.format('a')}(?P<verb>increasing|decreasing"
    rf"|nondecreasing|nonincreasing|non-decreasing|non-increasing)(?P<b>)(?P<along>)"
    rf"(?: (?:as a )?function)? (?P<how>in|with|of) {_QUANTITY}(?P<letter>{PLACE})"
)
_DEPENDS: Final = regex(
    rf"{_NAMED}(?P<of>{PLACE}) (?P<verb>does not depend on|is independent of|is constant in"
    rf"|does not change with|does not vary with|depends on|changes with|varies with)"
    rf" {_QUANTITY}(?P<letter>{PLACE})"
)
#: Letters that are held where they are: "for fixed p", "if p is held fixed", "at each fixed p".
_FIXED: Final = regex(
    r"(?P<rest>.+?),? (?:(?:for|at|with) (?:(?:each|every|any|all|a|the) )?(?:fixed|constant|given)"
    rf"(?: values? of)? (?P<one>{PLACE}(?:(?:,| and) {PLACE})*)|(?:for|if|when|while|with) (?P<two>"
    rf"{PLACE}(?:(?:,| and) {PLACE})*)(?: (?:is|are))?(?: held| kept)? (?:fixed|constant))"
)
#: "with increasing N", "as N decreases".
_BACKWARDS: Final = ("decreas", "falls", "shrinks", "gets smaller")
_MOST: Final = 40
_SMOOTH: Final = frozenset({"exp", "sin", "cos", "atan", "erf", "tanh", "sinh", "cosh", "sigmoid"})
_PLAIN: Final = frozenset({"rational", "root", "symbol", "pi", "add", "mul"})
_BOUNDS: Final = frozenset({"<", "<=", ">", ">="})


@final
@dataclass(frozen=True, slots=True)
class Course:
    """A value, the letter it is followed in, and where its letters lie."""

    body: Expr
    sentence: Sentence
    letter: str
    wide: tuple[Formula, ...]
    narrow: tuple[Formula, ...]

    def at(self, value: Expr) -> Expr:
        """The value at another value of the letter."""
        return substitute(self.body, {self.letter: value})


def judge_growth(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on growth with a letter; None for any other."""
    words, held = _without_fixed(sentence)
    match = _GROWS.fullmatch(words) or _GROWING.fullmatch(words)
    course = course_of(sentence, match["of"], match["letter"], held) if match is not None else None
    if match is None or course is None:
        return None
    up = match["verb"].startswith(("incr", "grow", "ris", "nondecr", "non-decr"))
    along = f"{match['how']} {match['along'] or ''}"
    if match["how"] in ("as", "when") and not match["along"]:
        return None
    if any(word in along for word in _BACKWARDS):
        up = not up
    strict = any("strictly" in (match[k] or "") for k in "ab")
    weak = match["verb"].startswith("non")
    return _grows(course, up, strict, weak)


def judge_dependence(sentence: Sentence) -> Judgement | None:
    """What is found about "E does not depend on T"; None for any other sentence."""
    words, held = _without_fixed(sentence)
    match = _DEPENDS.fullmatch(words)
    course = course_of(sentence, match["of"], match["letter"], held) if match is not None else None
    if match is None or course is None:
        return None
    other = symbol(f"{course.letter}_other")
    if course.letter in free_symbols(course.body):
        same = Atomic("=", course.body, course.at(other))
        found = judged(same, (*course.wide, *moved(course, other)))
        if found.outcome != "proved":
            found = _false_somewhere(course, "=") or Judgement("undecided")
    else:
        found = Judgement("proved", "it does not stand in the value")
    positive = match["verb"] in ("depends on", "changes with", "varies with")
    return denied(found) if positive else found


def _without_fixed(sentence: Sentence) -> tuple[str, tuple[str, ...]]:
    """The words without the letters that are held fixed, and the places of those."""
    match = _FIXED.fullmatch(sentence.words)
    if match is None:
        return sentence.words, ()
    return match["rest"].strip(" ,"), tuple(re.findall(PLACE, match["one"] or match["two"]))


def course_of(sentence: Sentence, of: str, along: str, held: Sequence[str]) -> Course | None:
    """A value as one of its letter, by their places; None if it is none, or of what is not said."""
    node, letter = sentence.node(of), sentence.node(along)
    scope = sentence.place.state.scope
    key = tree.key(letter)
    fixed = [tree.key(sentence.node(place)) for place in held]
    if key is None or scope.latest(key) is not None or None in fixed or key in fixed:
        return None
    applied = _applied(scope, node, key)
    if applied is None or key not in _names(scope, applied):
        return None
    own = [k for k in fixed if k is not None and key in _names(scope, tree.Name(k))]
    letters = {k: Scalar(symbol(k)) for k in (key, *own)}  # what is held does not follow the letter
    body = number_of(sentence.view.varying({**sentence.view.varied, **letters}), applied)
    found = with_ranges(sentence.place, [applied, letter], NOTHING, named=True)
    assumed = sentence.assumed if found is None else found.also(sentence.assumed)
    return Course(body, sentence, key, assumed.domain, (*assumed.domain, *assumed.narrow))


def _applied(scope: Scope, node: tree.Node, key: str) -> tree.Node | None:
    """The value of a function at its letters: f(x) for f; None for one that has other letters."""
    known = scope.latest(tree.key(node) or "") if isinstance(node, tree.Name) else None
    if known is None or known.parameters is None:
        return node
    if known.parameters != (key,) or len(key) != 1:
        return None
    return tree.Call(node, tree.Group("()", (tree.Name(key),)))


def _names(scope: Scope, node: tree.Node) -> set[str]:
    """All names in a value, and in the definitions of those."""
    return {key for part in parts_behind((node,), scope.latest) if (key := tree.key(part))}


def moved(course: Course, other: Expr, domain: Sequence[Formula] = ()) -> tuple[Formula, ...]:
    """The domain at another value of the letter."""
    formulas = tuple(domain) or course.wide
    return tuple(Claim(f).at({course.letter: other}).formula for f in formulas)


def _grows(course: Course, up: bool, strict: bool, weak: bool) -> Judgement | None:
    """Growth of both kinds is proved; what is false of the weaker kind is false."""
    relation = ("<" if up else ">") + ("=" if weak else "")
    if course.letter not in free_symbols(course.body):
        return None
    other = symbol(f"{course.letter}_later")
    over = (*course.wide, *moved(course, other), Atomic("<", symbol(course.letter), other))
    found = judged(Atomic(relation, course.body, course.at(other)), over)
    if found.outcome == "proved":
        return found
    sloped = _by_slope(course, ">" if up else "<")
    if sloped is not None:
        return sloped
    return _false_somewhere(course, ("<" if up else ">") + ("" if strict else "="))


def _by_slope(course: Course, relation: str) -> Judgement | None:
    """A slope of one sign on an interval on which the value is smooth."""
    if not _is_interval(course) or not is_smooth(course.body, course.wide):
        return None
    slope = derivative(course.body, course.letter)
    found = judged(Atomic(relation, slope, ZERO), course.wide)
    return replace(found, counterexample=None) if found.outcome == "proved" else None


def _is_interval(course: Course) -> bool:
    """Whether the letter lies between bounds that are free of it."""
    for formula in course.wide:
        if course.letter not in free_symbols(*sides(formula)):
            continue
        if not isinstance(formula, Atomic) or formula.relation not in _BOUNDS:
            return False
        ends = [e for e in (formula.left, formula.right) if e == symbol(course.letter)]
        if len(ends) != 1:
            return False
    return True


def is_smooth(body: Expr, over: Sequence[Formula]) -> bool:
    """Whether nothing in a value has a kink, a pole or an end in a domain."""
    for node in postorder(body):
        if node.op in _PLAIN or (node.op == "apply" and node.data in _SMOOTH):
            continue
        inside = node.args[0] if node.args else ZERO
        logarithm = node.op == "apply" and node.data == "log"
        if node.op not in ("power", "nth_root") and not logarithm:
            return False
        if node.op == "power" and _is_natural(node.args[1]):
            continue
        if not decide(Claim(Atomic(">", inside, ZERO), tuple(over)), seconds=2).proved:
            return False
    return True


def _is_natural(exponent: Expr) -> bool:
    number = exponent.data
    return isinstance(number, fmpq) and number.q == 1 and number > 0


def _false_somewhere(course: Course, relation: str) -> Judgement | None:
    """A pair of values at which the relation fails, whatever letters of no range may be."""
    letters = {*free_symbols(course.body), course.letter}
    if len(letters) > MOST_LETTERS or is_ranged(course.sentence, letters, course.narrow):
        return None
    found: Judgement | None = None
    for values in regions(letters, course.narrow):
        found = _false_among(course, relation, values)
        if found is None:
            return None
    return found


def _false_among(
    course: Course, relation: str, values: dict[str, tuple[Fraction, ...]]
) -> Judgement | None:
    own, tried = course.letter, 0
    for point in points({name: some for name, some in values.items() if name != own}):
        steps = [x for x in sorted(values[own]) if lies_in(course.narrow, {**point, own: x})]
        for one, two in pairwise(steps):
            tried += 1
            if tried > _MOST:
                return None
            first = {k: rational(v) for k, v in {**point, own: one}.items()}
            second = {**first, own: rational(two)}
            ends = substitute(course.body, first), substitute(course.body, second)
            if decide(Claim(Atomic(relation, *ends)), seconds=1).refuted:
                shown = {**{k: str(v) for k, v in point.items()}, own: f"{one}, {two}"}
                return Judgement("refuted", "exact values", counterexample=tuple(shown.items()))
    return None
