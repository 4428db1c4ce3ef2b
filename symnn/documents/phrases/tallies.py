"""Numbers of things by counting rules: states, bigrams, rows of a truth table, free entries.

Each rule is a formula in the letters or numbers of the sentence; in letters a claim holds for all
whole numbers of at least 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import product
from math import comb
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import regex
from symnn.documents.phrases.having import COMPARED, RELATIONS
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.nets.descriptions import names_in
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ONE, Expr, free_symbols, rational, substitute, symbol
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Scalar

#: How many there are, for whole numbers.
Rule: TypeAlias = "Callable[..., int]"

_K: Final = rf"(?P<k>{COUNT}|{PLACE})"
_M: Final = rf"(?P<m>{COUNT}|{PLACE})"
_N: Final = rf"(?P<count>(?:exactly |only |at most |at least |more than )?(?:{COUNT}|{PLACE}))"
_KINDS: Final = r"(?:different |distinct |possible |joint |global )*"
_BITS: Final = (
    r"(?:binary |boolean |output |visible |two-state )*(?:units?|neurons?|bits?|nodes|variables"
    r"|spins)"
)
_HAS: Final = r"(?:has|have|admits?|allows?|gives?|represents?|encodes?|contains?|is|are)"

#: What else may be counted under the same words: a claim of it is left open.
_ALSO: Final[dict[str, Rule]] = {
    "hopfield": lambda k: k * (k - 1),
    "fully connected": lambda k: k * (k - 1),
    "hidden units": lambda k, m: k * m,
}
_VOCABULARY: Final = rf"an? vocabulary of {_K} (?:words|types|tokens) {_HAS} {_N} {_KINDS}"
_RESTRICTED: Final = (
    rf"an? (?:rbm|restricted boltzmann machine) with {_K} visible and {_M} hidden units {_HAS} {_N}"
)
_NETWORK: Final = r"(?:an? (?:network|net|layer|model|hopfield network) (?:of|with) )?"
_STATES: Final = r"(?:states|configurations|patterns|values|codes|digits|numbers)"
_MACHINE: Final = r"an? (?:hopfield|boltzmann) (?:network|machine|net) (?:of|with)"
_SUBNETS: Final = r"(?:thinned (?:sub-?)?networks|sub-?networks|dropout masks|masks)"
_GRAPH: Final = (
    r"(?:an? )?(?:hopfield (?:network|net)|fully connected (?:graph|network)|complete graph)"
    rf" (?:of|with|on) {_K} (?:units|neurons|nodes|vertices)"
)
_SPACE: Final = r"form a (?:vector )?space of dimension"
_MATRIX: Final = (
    rf"(?:an?|the) (?:full )?(?:symmetric|covariance) matrix (?:in|of size|of order|of|for) {_K}"
    r"(?: dimensions|(?: random)? variables| features)?"
)
_SQUARE: Final = (
    rf"an? (?:symmetric|upper triangular|lower triangular|triangular) {_K}-square matrix"
)
_SKEW: Final = rf"an? (?:skew-symmetric|antisymmetric) {_K}-square matrix"
_FREE: Final = r"(?:free|independent|distinct|different) (?:entries|parameters|elements)"
_EPOCH: Final = (
    rf"(?:with )?an? mini-?batch size of {_K} and {_M} (?:training )?"
    r"(?:examples|images|samples|points),? (?:an|one|each|every) epoch"
)
_UPDATES: Final = r"(?:updates|steps|iterations|mini-?batches)"

_RULES: Final[tuple[tuple[str, Rule], ...]] = (
    (
        rf"{_NETWORK}{_K} (?:binary |boolean ){_BITS} {_HAS} {_N} {_KINDS}{_STATES}",
        lambda k: 2**k,
    ),
    (rf"{_MACHINE} {_K} {_BITS} {_HAS} {_N} {_KINDS}{_STATES}", lambda k: 2**k),
    (rf"{_RESTRICTED} {_KINDS}(?:states|configurations)", lambda k, m: 2 ** (k + m)),
    (
        rf"{_RESTRICTED} parameters(?:,? (?:with|including|counting) biases)?",
        lambda k, m: k * m + k + m,
    ),
    (
        (
            rf"there are {_N} {_KINDS}(?:labelings|labellings|dichotomies|binary labelings) of {_K}"
            r" (?:points|examples|samples)"
        ),
        lambda k: 2**k,
    ),
    (
        (
            rf"there are {_N} {_KINDS}(?:binary (?:words|strings|vectors|sequences)|bit strings) of"
            rf" length {_K}"
        ),
        lambda k: 2**k,
    ),
    (rf"{_VOCABULARY}bigrams", lambda k: k**2),
    (rf"{_VOCABULARY}trigrams", lambda k: k**3),
    (
        rf"an? truth table (?:of|for|with|in) {_K} (?:inputs|variables|bits) {_HAS} {_N} rows",
        lambda k: 2**k,
    ),
    (rf"an? layer (?:of|with) {_K} units {_HAS} {_N} {_KINDS}{_SUBNETS}", lambda k: 2**k),
    (rf"{_GRAPH} {_HAS} {_N} {_KINDS}(?:connections|edges|pairs)", lambda k: k * (k - 1) // 2),
    (
        rf"(?:the )?polynomials of degree at most {_K} in {_M} variables {_SPACE} {_N}",
        lambda k, m: comb(k + m, k),
    ),
    (
        rf"(?:the )?homogeneous polynomials of degree {_K} in {_M} variables {_SPACE} {_N}",
        lambda k, m: comb(k + m - 1, k),
    ),
    (rf"{_MATRIX} {_HAS} {_N} {_FREE}", lambda k: k * (k + 1) // 2),
    (rf"{_SQUARE} {_HAS} {_N} {_FREE}", lambda k: k * (k + 1) // 2),
    (rf"an? diagonal {_K}-square matrix {_HAS} {_N} {_FREE}", lambda k: k),
    (rf"{_SKEW} {_HAS} {_N} {_FREE}", lambda k: k * (k - 1) // 2),
    (
        (
            rf"an? (?:joint )?distribution (?:over|of|on) {_K} binary (?:variables|features|inputs)"
            rf" {_HAS} {_N} (?:free |independent )(?:parameters|probabilities|entries)"
        ),
        lambda k: 2**k - 1,
    ),
    (
        rf"{_EPOCH} (?:has|takes|consists of|makes) {_N} {_UPDATES}",
        lambda k, m: m // k if m % k == 0 else -1,
    ),
)
_PATTERNS: Final = tuple((regex(text), rule) for text, rule in _RULES)
#: Letters are tried at so many whole numbers.
_TRIED: Final = range(1, 6)
_LARGEST: Final = 100_000


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of a clause that counts such things; None for any other."""
    for pattern, rule in _PATTERNS:
        match = pattern.fullmatch(words)
        counted = COMPARED.fullmatch(match["count"]) if match is not None else None
        if match is not None and counted is not None:
            also = next((other for word, other in _ALSO.items() if word in words), None)
            return partial(_counted, match=match, counted=counted, rule=rule, also=also)
    return None


def _counted(
    speaker: Speaker, match: re.Match[str], counted: re.Match[str], rule: Rule, also: Rule | None
) -> Phrase:
    places = [v for k, v in sorted(match.groupdict().items()) if k in ("k", "m") and v is not None]
    view, letters = opened(speaker, [*places, counted["n"]])
    sizes = [view.number(place) for place in places]
    members = members_of(view, counted["n"])
    relation = RELATIONS[counted["how"]]
    named = sorted(free_symbols(*sizes))
    if not letters and not named:
        found = rule(*(_whole(e) for e in sizes))
        if found < 0:
            raise refuse("it does not divide without a rest")
        parts = [Atomic(relation, rational(found), m) for m in members]
        bad = next((p for p in parts if not decide(Claim(p)).proved), parts[0])
        other = None if also is None else also(*(_whole(e) for e in sizes))
        if other is not None and decide(Claim(Atomic("=", rational(other), members[-1]))).proved:
            raise refuse("what is counted is not certain")
        return Phrase("has", "", ((bad, ()),), method=f"there are {found}")
    if relation != "=":
        raise refuse("numbers in letters are compared by equations only")
    return _in_letters(sizes, members, named, rule, also)


def _in_letters(
    sizes: list[Expr], members: list[Expr], named: list[str], rule: Rule, also: Rule | None
) -> Phrase:
    """A number of letters at which it fails refutes it; it is proved as a polynomial or power."""
    if any(not set(map(str, free_symbols(m))) <= set(named) for m in members):
        raise refuse("a letter in it has no value")
    if also is not None and _agrees(also, sizes, members[-1], named):
        raise refuse("what is counted is not certain")
    for values in product(_TRIED, repeat=len(named)):
        point = {n: rational(v) for n, v in zip(named, values, strict=True)}
        found = rule(*(_whole(substitute(e, point)) for e in sizes))
        for member in members:
            one = Atomic("=", rational(found), substitute(member, point))
            if decide(Claim(one)).refuted:
                at = ", ".join(f"{n} = {v}" for n, v in zip(named, values, strict=True))
                return Phrase("has", "", ((one, ()),), method=f"at {at}")
    closed = _closed_form(rule, sizes)
    if closed is None:
        raise refuse("it holds for small numbers, and is not shown for all")
    over = tuple(Atomic(">=", symbol(n), ONE) for n in named)
    parts = [Atomic("=", closed, m) for m in members]
    open_ = next((p for p in parts if not decide(Claim(p, over)).proved), parts[0])
    return Phrase("has", "", ((open_, over),), of_sizes=True)


def _agrees(rule: Rule, sizes: list[Expr], claimed: Expr, named: list[str]) -> bool:
    """Whether a rule gives what is claimed, for all of the numbers that are tried."""
    for values in product(_TRIED, repeat=len(named)):
        point = {n: rational(v) for n, v in zip(named, values, strict=True)}
        found = rational(rule(*(_whole(substitute(e, point)) for e in sizes)))
        if not decide(Claim(Atomic("=", found, substitute(claimed, point)))).proved:
            return False
    return True


def _closed_form(rule: Rule, names: list[Expr]) -> Expr | None:
    """The rule itself, of letters: for sums, products and powers of 2."""
    try:
        found = rule(*(_Letter(e) for e in names))
    except TypeError:
        return None
    return found.expr if isinstance(found, _Letter) else None


class _Letter:
    """A letter in a rule that is made of sums, products and powers."""

    def __init__(self, expr: Expr) -> None:
        """Of an expression."""
        self.expr = expr

    def __add__(self, other: object) -> _Letter:
        return _Letter(self.expr + _expr(other))

    __radd__ = __add__

    def __sub__(self, other: object) -> _Letter:
        return _Letter(self.expr - _expr(other))

    def __mul__(self, other: object) -> _Letter:
        return _Letter(self.expr * _expr(other))

    __rmul__ = __mul__

    def __floordiv__(self, other: object) -> _Letter:
        return _Letter(self.expr / _expr(other))

    def __pow__(self, other: object) -> _Letter:
        return _Letter(self.expr ** _expr(other))

    def __rpow__(self, other: object) -> _Letter:
        return _Letter(_expr(other) ** self.expr)


def _expr(value: object) -> Expr:
    if isinstance(value, _Letter):
        return value.expr
    if isinstance(value, int):
        return rational(value)
    raise TypeError(f"{value!r} is no number of a counting rule")


def opened(speaker: Speaker, places: Iterable[str]) -> tuple[Speaker, set[str]]:
    """The view in which letters that nothing defines are numbers, and those letters."""
    nodes = [speaker.clause.part(p).node for p in places if p.startswith("⟨")]
    known = [node for node in nodes if node is not None]
    if any(isinstance(n, tree.Product) and "×" in n.operators for n in known[:-1]):
        raise refuse("which of the sizes is meant is not said")
    heads = {tree.key(p.function) for n in known for p in tree.walk(n) if isinstance(p, tree.Apply)}
    names = {name for node in known for name in names_in(node)} - heads - {"e", "pi"}
    reader = speaker.reader
    free = {n for n in names if reader.scope.latest(n) is None and n not in reader.varied}
    values = {n: Scalar(symbol(n)) for n in free}
    return replace(speaker, reader=reader.varying({**reader.varied, **values})), free


def members_of(view: Speaker, place: str) -> list[Expr]:
    """The number; of `2^3 = 8` both."""
    node = view.clause.part(place).node if place.startswith("⟨") else None
    if not isinstance(node, tree.Chain):
        return [view.number(place)]
    if any(link.relation != "=" for link in node.links):
        raise refuse("a number is needed in it")
    sides = (node.first, *(link.operand for link in node.links))
    return [view.reader.read_scalar(s).expr for s in sides if not isinstance(s, tree.Empty)]


def _whole(expr: Expr) -> int:
    try:
        found = exact_value(lower(expr))
    except SymnnError as error:
        raise refuse("a whole number is needed in it") from error
    if not found.is_rational or found.as_fmpq().q != 1 or not 0 <= found.as_fmpq() <= _LARGEST:
        raise refuse("a whole number is needed in it")
    return int(found.as_fmpq().p)
