"""Where a function is largest or smallest: "the maximum of f is at x ≈ 6.9", "on x > 0, …"."""

from __future__ import annotations

from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.deferred import regex
from symnn.documents.judging.calculus.extreme_places import Place, signed, without_modulus
from symnn.documents.judging.calculus.where_given import where_given
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, formula_of, judged, number_of
from symnn.documents.judging.in_words.systems import unconditioned
from symnn.documents.judging.names.ranges import with_ranges
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
from symnn.latex.meaning.values import Scalar

_RANGE: Final = rf"(?:(?:on|for|over|where|when) (?:all )?(?P<range>{PLACE}),? )?"
_BEHIND: Final = rf"(?:,? (?:on|for|over|where|when|among) (?:all )?(?P<behind>{PLACE}))?"
_NOUN: Final = regex(
    _RANGE + r"(?:the )?(?:global |absolute )?(?P<what>maximum|minimum|largest value|smallest value"
    rf"|maximal value|minimal value|peak)(?: value)? of (?:the function )?(?P<of>{PLACE})"
    rf"{_BEHIND} (?:is|lies|occurs)(?: attained| reached| achieved| located| found)?"
    rf" (?:at|near) (?P<at>{PLACE}){_BEHIND.replace('behind', 'last')}"
)
_ADJECTIVE: Final = regex(
    _RANGE + rf"(?P<of>{PLACE}) (?:is|becomes) (?P<what>largest|greatest|maximal|smallest|least"
    rf"|minimal|maximi[sz]ed|minimi[sz]ed) (?:at|for|when|near) (?P<at>{PLACE}){_BEHIND}"
)


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
    unknown = {**whole.view.varied, key: Scalar(symbol(key))}
    view = whole.view.varying(unknown)
    of = _applied(whole, whole.whole.part(match["of"]).node, name)
    if of is None:
        return None
    body = number_of(view, of)
    domain = _domain(whole, of)
    for place in (match.groupdict().get(k) for k in ("range", "behind", "last")):
        node = whole.whole.part(place).node if place is not None else None
        domain += (formula_of(view, node),) if node is not None else ()
    if free_symbols(body) != {key}:
        return None
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
