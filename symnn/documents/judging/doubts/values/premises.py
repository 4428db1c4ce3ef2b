r"""What holds of the letters of an implication besides its premise: "Let b > 0", "for positive a".

The premise of a/b \ge 1 \implies a \ge b does not say that b is positive; what stands above may. A
counterexample that breaks what the words around say of its letters refutes nothing; one that keeps
all that they may say does.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.claims.formula import Atomic
from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import ONE, ZERO, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError

_ARROW: Final = regex(
    r"\\(?:implies|impliedby|iff)\b|\\(?:[Ll]ong)?[Rr]ightarrow|\\Leftrightarrow|[⇒⟹⇔⟺]"
)
#: What rates, chances and most other letters keep.
_UNIT: Final = ((">", ZERO), ("<", ONE))
_BEFORE: Final = 4000
_BEHIND: Final = 300
_POSITIVE: Final = regex(
    r"(?i)\b(?:positive|nonnegative|non-negative|probabilit\w+|chances?|deviations?|rates?|norms?"
    r"|lengths?|definite|increasing|natural|integers?|counts?|sizes?)\b"
    r"|(?:>|\\gt|\\geq?|\\geqslant|≥)\s*\{?0|0\s*(?:<|\\lt|\\leq?|\\leqslant|≤)|[(\[]0\s*,"
    r"|_\{?\s*(?:\+|>|\\ge)|\^\{?\s*\+"
)
_AT_MOST_ONE: Final = regex(r"(?i)\bprobabilit\w+|[(\[]0\s*,\s*1\s*[)\]]|(?:<|\\lt|\\leq?|≤)\s*1\b")
_DISCRETE: Final = regex(
    r"\\in\s*\\\{|∈\s*\\?\{|\\mathbb\s*\{?\s*[NZ]|\b(?:integers?|natural|binary)\b"
)
#: Words that say more of letters than that they are positive.
_MORE: Final = regex(r"(?i)\b(?:definite|increasing|natural|integers?|counts?|sizes?)\b")


def may_be_supposed(place: Place, found: Judgement, left: tree.Node, link: tree.Link) -> bool:
    """Whether the text around an implication may suppose what all its counterexamples break."""
    values = [_number(value) for _, value in found.counterexample or ()]
    if not values or not _ARROW.search(place.latex):
        return False
    source, formula = place.state.source.text, place.formula
    above = source[max(formula.outer_start - _BEFORE, 0) : formula.outer_start]
    around = above + source[formula.outer_end : formula.outer_end + _BEHIND]
    broken = any(v is None or v.denominator != 1 for v in values)
    if broken and _DISCRETE.search(around) is not None:
        return True
    low = any(v is None or v <= 0 for v in values) and _POSITIVE.search(around) is not None
    high = any(v is None or v > 1 for v in values) and _AT_MOST_ONE.search(around) is not None
    if not (low or high):
        return False
    counted = _MORE.search(around) is not None
    return counted or not _is_false_within(place, found, left, link)


def _is_false_within(place: Place, found: Judgement, left: tree.Node, link: tree.Link) -> bool:
    """Whether it is false for letters between 0 and 1, too, but for those that it bounds itself."""
    from symnn.documents.judging.over import judge_over
    from symnn.documents.judging.relations import Side

    view, assumed = place.view(), place.assumed
    try:
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
    except MeaningError:
        return False
    letters = {name for name, _ in found.counterexample or ()}
    bounded = {key for chain in assumed.relations for key in _bounded(chain)}
    for free in (letters, letters - bounded):
        within = [Atomic(r, symbol(name), end) for name in free for r, end in _UNIT]
        narrower = replace(assumed, domain=(*assumed.domain, *within))
        if judge_over(link.relation, *sides, narrower).outcome == "refuted":
            return True
    return False


def _bounded(chain: tree.Chain) -> set[str]:
    """The letters that are compared with a number alone: w of |w| ≥ 4, and not of aw ≥ 4."""
    sides = (chain.first, *(link.operand for link in chain.links))
    if not any(isinstance(side, tree.Number) and side.value != 0 for side in sides):
        return set()
    bare = [side.operand if isinstance(side, tree.Abs) else side for side in sides]
    return {tree.key(side) or "" for side in bare if isinstance(side, tree.Name)}


def _number(value: str) -> Fraction | None:
    try:
        return Fraction(value)
    except ValueError:
        return None
