"""Where a function is largest or smallest: "the maximum of f is at x ≈ 6.9", "on x > 0, …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.deferred import regex
from symnn.documents.judging.calculus.extreme_places import Place, signed, without_modulus
from symnn.documents.judging.calculus.where_given import where_given
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, formula_of, judged, number_of
from symnn.documents.judging.in_words.systems import unconditioned
from symnn.documents.judging.names.letters.ranges import with_ranges
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import (
    ZERO,
    Expr,
    derivative,
    free_symbols,
    negative,
    substitute,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar

_RANGE: Final = rf"(?:(?:on|for|over|where|when) (?:all |each |every |any )?(?P<range>{PLACE}),? )?"
_OVER: Final = rf"(?: (?:over|on|for|within|in|among) (?:all )?(?P<over>{PLACE}))?"
_BEHIND: Final = rf"(?:,? (?:on|for|over|where|when|among) (?:all )?(?P<behind>{PLACE}))?"
_NOUN: Final = regex(
    _RANGE + r"(?:the )?(?:global |absolute )?(?P<what>maximum|minimum|largest value|smallest value"
    rf"|maximal value|minimal value|peak)(?: value)? of (?:the function )?(?P<of>{PLACE})"
    rf"{_BEHIND} (?:is|lies|occurs)(?: attained| reached| achieved| located| found)?"
    rf" (?:at|near) (?P<at>{PLACE}){_BEHIND.replace('behind', 'last')}"
)
_ADJECTIVE: Final = regex(
    _RANGE + rf"(?P<of>{PLACE}) (?:is|becomes) (?P<what>largest|greatest|maximal|smallest|least"
    rf"|minimal|maximi[sz]ed|minimi[sz]ed){_OVER} (?:at|for|when|near) (?P<at>{PLACE}){_BEHIND}"
)

#: How the ends of an interval bound what lies in it.
_INTERVALS: Final = {
    "()": (">", "<"), "[]": (">=", "<="), "[)": (">=", "<"), "(]": (">", "<="),
}  # fmt: skip


def judge_place(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on where an extreme lies; None for any other."""
    whole = unconditioned(sentence)
    words = whole.whole.words
    match = _NOUN.fullmatch(words) or _ADJECTIVE.fullmatch(words)
    if match is None:
        return None
    top = match["what"].startswith(("max", "larg", "great", "peak"))
    at = whole.whole.part(match["at"]).node
    if not isinstance(at, tree.Chain) or len(at.links) != 1:
        return None
    relation, value = at.links[0].relation, at.links[0].operand
    modulus = at.first if isinstance(at.first, tree.Abs) else None
    name = modulus.operand if modulus is not None else at.first
    key = tree.key(name)
    if key is None or relation not in ("=", "≈"):
        return None
    places = (match.groupdict().get(k) for k in ("range", "over", "behind", "last"))
    ranges = [n for place in places if place and (n := whole.whole.part(place).node) is not None]
    letters = {key, *_letters(ranges)}
    unknown = {**whole.view.varied, **{name: Scalar(symbol(name)) for name in letters}}
    view = whole.view.varying(unknown)
    of = _applied(whole, whole.whole.part(match["of"]).node, name)
    if of is None:
        return None
    body = number_of(view, of)
    domain = _domain(whole, of)
    domain += tuple(bound for node in ranges for bound in _bounds(view, node))
    if free_symbols(body) != {key}:
        if relation != "=" or modulus is not None or key not in free_symbols(body):
            return None
        return _in_letters(body if top else negative(body), key, domain, number_of(view, value))
    settled = where_given((body, ZERO), domain)
    if settled is not None:
        (body, _), domain = settled
    number = view.read(value)
    if not isinstance(number, Scalar) or free_symbols(number.expr):
        return None
    body = body if top else negative(body)
    if modulus is not None:
        half = without_modulus(body, key, domain)
        if half is None:
            return None
        body, domain = half
    if relation == "≈" or number.decimals:
        return _near(body, key, domain, number, top)
    return _exactly(body, key, domain, number.expr)


def _in_letters(body: Expr, key: str, domain: tuple[Formula, ...], at: Expr) -> Judgement | None:
    from symnn.documents.judging.calculus.parametric_places import largest_in_letters

    return largest_in_letters(body, key, domain, at)


def _letters(ranges: list[tree.Node]) -> Iterator[str]:
    """The letters that ranges between numbers are of: 0 < y < 1, and the c of "every c"."""
    for node in ranges:
        first = node.first if isinstance(node, tree.Chain) else node
        links = node.links if isinstance(node, tree.Chain) else ()
        within = [link.operand for link in links if link.relation == "∈"]
        sides = [first, *(link.operand for link in links if link.relation != "∈")]
        named = [key for key in map(tree.key, sides) if key is not None]
        bounds = [part for side in (*sides, *within) for part in tree.walk(side)]
        if len(named) == 1 and sum(map(_is_letter, bounds)) == 1:
            yield from named


def _is_letter(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.font != "bb"


def _bounds(view: Reader, node: tree.Node) -> tuple[Formula, ...]:
    """The relations of a range; those of an interval for y ∈ (0, 1), none for a letter alone."""
    if isinstance(node, tree.Name):
        return ()
    if isinstance(node, tree.Chain) and [link.relation for link in node.links] == ["∈"]:
        within = node.links[0].operand
        if tree.key(within) == "bb R":
            return ()
        if not isinstance(within, tree.Group) or within.fence not in _INTERVALS:
            raise MeaningError(Kind.UNSUPPORTED, "no interval", node.span)
        of, (low, high) = number_of(view, node.first), within.items
        relations = _INTERVALS[within.fence]
        return (
            Atomic(relations[0], of, number_of(view, low)),
            Atomic(relations[1], of, number_of(view, high)),
        )
    found = formula_of(view, node)
    return found.parts if isinstance(found, Compound) and found.connective == "and" else (found,)


def _near(
    body: Expr, key: str, domain: tuple[Formula, ...], number: Scalar, top: bool
) -> Judgement | None:
    if number.decimals is None:
        return None
    body = signed(body, domain) if top else body
    return Place(body, key, domain, number.expr, number.decimals).judged()


def _exactly(body: Expr, key: str, domain: tuple[Formula, ...], at: Expr) -> Judgement | None:
    """That all other values are below the one there; false if one is above."""
    there = {key: at}
    inside = tuple(substitute_in(f, there) for f in domain)
    if any(not decide(Claim(f), seconds=2).proved for f in inside):
        return None
    best = substitute(body, there)
    elsewhere: Formula = Atomic("!=", symbol(key), at)
    found = judged(Atomic("<", body, best), (*domain, elsewhere))
    if found.outcome == "proved":
        return found
    by_slope = Place(body, key, domain, at, None).judged()
    if by_slope is not None:
        return by_slope
    above = judged(Atomic("<=", body, best), domain)
    if above.outcome != "refuted":
        return None
    slope = derivative(body, key, at)  # where it is 0, a local one may be meant
    apart = decide(Claim(Atomic("!=", slope, ZERO)), seconds=2)
    return above if apart.proved else None


def substitute_in(formula: Formula, values: dict[str, Expr]) -> Formula:
    """The formula with values for its symbols."""
    return Claim(formula).at(values).formula


def _applied(sentence: Sentence, node: tree.Node | None, name: tree.Node) -> tree.Node | None:
    """The value of a function at its letter: f(x) for f."""
    if not isinstance(node, (tree.Name, tree.Prime)):
        return node
    key = tree.key(node.operand if isinstance(node, tree.Prime) else node)
    known = sentence.place.state.scope.latest(key) if key is not None else None
    if known is None or known.parameters is None:
        return node
    if known.parameters != (tree.key(name),):
        return None  # y = 3 may be the value there
    return tree.Call(node, tree.Group("()", (name,)))


def _domain(sentence: Sentence, node: tree.Node) -> tuple[Formula, ...]:
    """The range that the document gives to the letter of the function."""
    found = with_ranges(sentence.place, [node], NOTHING, named=True)
    return () if found is None else found.domain
