"""How many Boolean functions there are, and how many of them a hyperplane separates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.documents.phrases.threshold_counts import separable_by_growing
from symnn.exact.expression import ONE, Expr, free_symbols, power, rational, substitute, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Scalar

#: All functions of so many variables are looked at.
MOST: Final = 4
_FUNCTIONS: Final = (
    rf"boolean functions (?:of|on|in|with) (?P<k>{COUNT}) (?:boolean |binary )?"
    r"(?:variables|inputs|bits|arguments)"
)
_SEPARABLE: Final = (
    r"(?:are|is) (?:linearly separable|threshold functions|(?:computed|realized|realised|computable"
    r"|represented|implemented) by (?:a|one|some) (?:single |simple )?"
    r"(?:perceptron|threshold unit|neuron|threshold gate|mcculloch-pitts (?:unit|neuron)"
    r"|linear threshold unit))"
)
_ARE: Final = regex(
    rf"there are (?:exactly )?(?P<n>{COUNT}|{PLACE}) (?:different |distinct )?{_FUNCTIONS}"
    rf"(?:,? (?:and |of which )(?:exactly |only )?(?P<m>{COUNT})(?: of them)? {_SEPARABLE})?"
)
_OF: Final = regex(
    rf"(?:exactly |only )?(?P<m>{COUNT}) of the (?:(?P<n>{COUNT}) )?{_FUNCTIONS} {_SEPARABLE}"
)
_OF_THE: Final = regex(
    rf"(?:of|among) the (?:(?P<n>{COUNT}) )?(?:different |possible )?{_FUNCTIONS},?"
    rf" (?:exactly |only )?(?P<m>{COUNT}) {_SEPARABLE}"
)
_NUMBER_OF: Final = regex(
    rf"(?:the )?(?:total )?number of (?:different |distinct |possible )?{_FUNCTIONS} (?:is|equals)"
    rf" (?:exactly )?(?P<n>{COUNT}|{PLACE})"
)
_NUMBER_SEPARABLE: Final = regex(
    rf"(?:the )?number of linearly separable {_FUNCTIONS} (?:is|equals) (?P<m>{COUNT})"
)


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of such a clause; None for any other."""
    patterns = (_ARE, _OF, _OF_THE, _NUMBER_OF, _NUMBER_SEPARABLE)
    match = next(filter(None, (pattern.fullmatch(words) for pattern in patterns)), None)
    return None if match is None else lambda speaker: _counted(speaker, match.groupdict())


def _of_letter(speaker: Speaker, match: Mapping[str, str | None]) -> Phrase | None:
    """2^(2^n) for a letter n; a number of variables at which it fails refutes it."""
    place = match["k"] or ""
    node = speaker.clause.part(place).node if place.startswith("⟨") else None
    key = tree.key(node) if node is not None else None
    if key is None or key in speaker.reader.varied or speaker.reader.scope.latest(key) is not None:
        return None
    if match.get("m") or not match.get("n"):
        raise refuse("how many of them are separable is not known in letters")
    claimed = speaker.wide.read(speaker.clause.part(match["n"] or "").node or tree.Empty())
    if not isinstance(claimed, Scalar) or free_symbols(claimed.expr) != {key}:
        raise refuse("a number in this letter is needed in it")
    two, name = rational(2), symbol(key)
    for number in range(1, 5):
        there = substitute(claimed.expr, {key: rational(number)})
        one = Atomic("=", power(two, power(two, rational(number))), there)
        if not decide(Claim(one)).proved:
            return Phrase("are", "", ((one, ()),), method=f"for {key} = {number}")
    whole = Atomic("=", power(two, power(two, name)), claimed.expr)
    return Phrase("are", "", ((whole, (Atomic(">=", name, ONE),)),), of_sizes=True)


def _counted(speaker: Speaker, match: Mapping[str, str | None]) -> Phrase:
    lettered = _of_letter(speaker, match)
    if lettered is not None:
        return lettered
    variables = speaker.integer(match["k"] or "")
    if not 0 < variables <= 16:
        raise refuse("so many variables are not counted")
    parts: list[Formula] = []
    stated = match.get("n")
    if stated:
        two = rational(2)
        tables = two ** (two**variables)
        parts += [Atomic("=", n, tables) for n in _numbers(speaker, stated)]
    support: list[Formula] = []
    separated = match.get("m")
    if separated:
        if variables > MOST:
            raise refuse("how many of them are separable is not counted")
        found = separable_by_growing(variables, support)
        parts.append(Atomic("=", rational(found), speaker.number(separated)))
    method = "2^(2^n) tables" + ("; a plane or a common point for each" if support else "")
    return Phrase("are", "", ((conjunction(tuple(parts)), ()),), method=method)


def _numbers(speaker: Speaker, place: str) -> list[Expr]:
    """The members of 2^{2^2} = 16."""
    node = speaker.clause.part(place).node if place.startswith("⟨") else None
    if not isinstance(node, tree.Chain):
        return [speaker.number(place)]
    if any(link.relation != "=" for link in node.links):
        raise refuse("a number is needed in it")
    sides = (node.first, *(link.operand for link in node.links))
    return [speaker.reader.read_scalar(side).expr for side in sides]
