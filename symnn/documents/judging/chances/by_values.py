r"""Variables whose values and chances a sentence lists.

"$X$ takes the values $1, 2, 4$ with probabilities $\frac12, \frac14, \frac14$"; "$\epsilon$ is $-1$
or $1$ with equal probability"; "$B$ is $1$ with probability $p$ and $0$ otherwise".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import regex
from symnn.exact.expression import ONE, ZERO, Expr, add, free_symbols, negative, quotient, rational
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_SECONDS: Final = 2
_MOST: Final = 24
_ITEM: Final = r"(?:\$[^$]{1,40}\$|[-+]?\d+(?:[./]\d+)?(?![\w$]))"
_LIST: Final = rf"{_ITEM}(?:\s*,?\s*(?:and|or|,)\s*{_ITEM})*"
_HAS: Final = (
    r"(?:(?:that |which )?(?:takes?|taking|has|have|having|assumes?|attains?)(?: on)?"
    r"(?: only)?(?: one of)?(?: the)?(?: (?:two|three|four|five|six))?(?: possible)? values?"
    r"|takes?|is|be|equals?|(?:is )?either)"
)
_EQUAL: Final = (
    r"(?:each )?(?:with (?:equal|the same) (?:probabilit(?:y|ies)|chances?)|equally likely"
    r"|uniformly(?: at random)?|with probability (?P<each>" + _ITEM + r") each"
    r"|each with probability (?P<each2>" + _ITEM + r"))"
)
_CHANCES: Final = rf"with (?:the )?(?:respective )?(?:probabilities|chances) (?P<chances>{_LIST})"
_ENDS: Final = r"(?: respectively|, respectively)?\s*(?:[.;:)]|,|$|\n| and\b)"
#: One value and its chance, and others behind it.
_PAIR: Final = rf"(?P<v>{_ITEM}) with (?:probability|chance) (?P<c>{_ITEM})"
_PAIRS: Final = regex(
    rf"{_PAIR.replace('?P<v>', '?:').replace('?P<c>', '?:')}"
    rf"(?:\s*,?\s*(?:and|or|,)\s*(?:is |equals )?{_ITEM} (?:with (?:probability|chance) {_ITEM}"
    r"|otherwise|else))+"
)
_ONE_PAIR: Final = regex(_PAIR)
_OTHERWISE: Final = regex(rf"({_ITEM}) (?:otherwise|else)\b")
_ITEMS: Final = regex(_ITEM)
#: Words by which a sentence tells of a case, or of nothing certain.
_OPEN: Final = regex(
    r"(?i)\b(?:if|when|whenever|unless|given|suppose that|were|would|could|may|might|not|never"
    r"|conditional|conditioned|instead|approximately|about|roughly|case|until|after|before|for"
    r"|under|where|in states?|at times?|otherwise,|respectively to)\b|\?"
)
_SENTENCES: Final = regex(r"(?<=[.!?;])\s+(?=[A-Z$])|\n\s*\n")

#: What reads a number or a letter.
Read = Callable[[tree.Node], "Expr | None"]


def chances_of_values(name: str, text: str, read: Read) -> dict[Fraction, Expr] | None:
    """The chances of the values of a variable, as the only sentence that lists them tells.

    Args:
        name: the variable, as it is written.
        text: the text before a claim.
        read: the value of a formula.
    """
    named = rf"\$\s*\\?{re.escape(name)}\s*\$"
    found: list[dict[Fraction, Expr]] = []
    for sentence in _SENTENCES.split(text):
        words = " ".join(sentence.split())
        for match in re.finditer(rf"{named}\s+", words):
            told = _told(words[match.end() :], read)
            if told is not None and _OPEN.search(re.sub(r"\$[^$]*\$", " ", words)) is None:
                found.append(told)
    same = len({tuple(sorted(f.items(), key=lambda p: p[0])) for f in found}) == 1
    return found[0] if same else None


def _told(rest: str, read: Read) -> dict[Fraction, Expr] | None:
    """What is said behind the name."""
    listed = regex(rf"{_HAS} (?P<values>{_LIST})\s*,? (?:{_CHANCES}|{_EQUAL}){_ENDS}").match(rest)
    if listed is not None:
        values = _values(listed["values"])
        if listed["chances"] is not None:
            return _paired(values, [read(node) for node in _listed(listed["chances"])])
        each = listed["each"] or listed["each2"]
        share = quotient(ONE, rational(len(values))) if values else ONE
        chances = [share if each is None else _read(each, read)] * len(values)
        return _paired(values, chances)
    begun = regex(rf"{_HAS} (?=\$|[-+]?\d)").match(rest)
    pairs = _PAIRS.match(rest, begun.end()) if begun is not None else None
    return None if pairs is None else _in_pairs(pairs[0], read)


def _in_pairs(text: str, read: Read) -> dict[Fraction, Expr] | None:
    """1 with probability p and 0 otherwise."""
    values: list[Fraction | None] = []
    chances: list[Expr | None] = []
    for match in _ONE_PAIR.finditer(text):
        found = _values(match["v"])
        values.append(found[0] if len(found) == 1 else None)
        chances.append(_read(match["c"], read))
    rest = _OTHERWISE.search(text)
    if rest is not None:
        found = _values(rest[1])
        values.append(found[0] if len(found) == 1 else None)
        known = [c for c in chances if c is not None]
        chances.append(add(ONE, *map(negative, known)) if len(known) == len(chances) else None)
    if None in values:
        return None
    return _paired([v for v in values if v is not None], chances)


def _paired(
    values: Sequence[Fraction], chances: Sequence[Expr | None]
) -> dict[Fraction, Expr] | None:
    """Values and chances that sum to 1, none of which is negative; letters are any chances."""
    known = [c for c in chances if c is not None]
    apart = len(set(values)) == len(values) == len(known) == len(chances)
    if not apart or not 1 < len(values) <= _MOST:
        return None
    if not decide(Claim(Atomic("=", add(ZERO, *known), ONE)), seconds=_SECONDS).proved:
        return None
    closed = [c for c in known if not free_symbols(c)]
    if not all(decide(Claim(Atomic(">=", c, ZERO)), seconds=_SECONDS).proved for c in closed):
        return None
    return dict(zip(values, known, strict=True))


def _listed(text: str) -> list[tree.Node]:
    """The items of a list, of which several may stand in one formula."""
    return [node for part in _ITEMS.findall(text) for node in _nodes(part)]


def _nodes(text: str) -> list[tree.Node]:
    r"""What stands in a formula, item by item: of $1, 2, 4$, and of $\{1, 2\}$."""
    inside = text.strip("$")
    found: list[tree.Node] = []
    for statement in parse(inside).statements:
        if not isinstance(statement, tree.Statement) or statement.qualifiers or statement.lead:
            return []
        body = statement.body
        items = body.items if isinstance(body, tree.Group) else (body,)
        for item in items:
            if isinstance(item, tree.PlusMinus):
                found += [tree.Neg(item.operand), item.operand]
            else:
                found.append(item)
    return found


def _values(text: str) -> list[Fraction]:
    """The numbers of a list; none if one is no number."""
    found: list[Fraction] = []
    for node in _listed(text):
        sign = -1 if isinstance(node, tree.Neg) else 1
        value = _fraction(node.operand if isinstance(node, tree.Neg) else node)
        if value is None:
            return []
        found.append(sign * value)
    return found


def _fraction(node: tree.Node) -> Fraction | None:
    if isinstance(node, tree.Number):
        return node.value
    if isinstance(node, tree.Quotient):
        above, below = (_fraction(part) for part in tree.children(node))
        return None if above is None or not below else above / below
    return None


def _read(text: str, read: Read) -> Expr | None:
    nodes = _nodes(text)
    return read(nodes[0]) if len(nodes) == 1 else None
