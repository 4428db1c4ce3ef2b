r"""What prose tells of the sign of a letter: "the strength $\alpha>0$", "a positive constant $c$".

A sentence tells it once and for all if a noun for a number stands right before the range, or if
words make the letter itself positive; a sentence about a case, or a condition, does not.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree

_NOUN: Final = (
    r"(?:(?:real |scalar |fixed |given |small |large )*"
    r"(?:constants?|numbers?|reals?|scalars?|parameters?|hyperparameters?|coefficients?|strengths?"
    r"|rates?|(?:step )?sizes?|steps?|decays?|temperatures?|scales?|factors?|slopes?|widths?"
    r"|lengths?|variances?|deviations?|precisions?|weights?|penalt(?:y|ies)|multipliers?|margins?"
    r"|tolerances?|momentum|bandwidths?|intensit(?:y|ies)|ratios?|exponents?|integers?|values?))"
)
#: A noun for a number right before a range: "the strength α > 0", "the constant satisfies α > 0".
_NAMED: Final = regex(
    rf"(?i)\b{_NOUN}(?: (?:satisf(?:y|ies)|obeys?|is|are|has|have))?\s*$"
    r"|\bthroughout[^.;:!?]{0,60}$"
)
#: What makes a noun one certain number: "the strength", "a fixed constant".
_DEFINITE: Final = regex(
    r"(?i)\b(?:the|its|our|this|that|fixed|constant|given|throughout)\b[^$]{0,40}$"
)
#: Words behind a range by which the number is there from then on: "a coefficient α > 0 is used".
_STAYS: Final = regex(
    r"\s*(?:$|[.,;)]|(?:is|are|was|were) (?:used|given|fixed|chosen|added|introduced|called|set)\b"
    r"|(?:controls?|determines?|governs?|weighs?|balances?|trades?)\b)"
)
_LETS: Final = regex(r"(?i)\b(?:let|suppose|assume|given|take|fix|choose|pick|consider)\b")
_ORDER: Final = r"(?:[<>≤≥]|\\(?:leq?|geq?|leqslant|geqslant|[lg]t)(?![a-z]))"
#: What stands in the same sentence before a range of a case.
_CASE: Final = regex(
    r"(?i)\b(?:for|on|at|in|over|region|half|inside|outside|inequality|condition|constraint|event"
    r"|side|where)\b"
)
#: Words that say where the letter stands, and no case: "where the coefficient α is positive".
_HERE: Final = regex(r"(?i)\b(?:where|in which)\b(?=[^,]*$)")
_FORMULA: Final = regex(r"\$[^$]*\$")
#: Words of the sentence by which nothing is told: "no constant α > 0 exists", "whether α is …".
_OPEN: Final = regex(
    r"(?i)\b(?:whether|nor?|not|never|neither|nobody|exists?|would|could|can|cannot|may|might|only"
    r"|if|when\w*|unless|until|while|asks?|must|should|says?|wrong|false|suffices?)\b|n't\b"
)
_END: Final = regex(r"[.;!?](?:\s|$)")
_SENTENCE: Final = regex(r"[.;:!?]\s")
#: Letters of variables, of which a range behind a comma is one of a case: f(x) = 1, x > 0.
VARIABLES: Final = frozenset("xyztuvw")
_BEHIND_FORMULA: Final = regex(r"\$\s*,\s*$")
_SIGN: Final = (
    r"(?:strictly |real and |fixed and )?"
    r"(?P<sign>positive|non-?negative|negative|non-?zero)(?: and (?:fixed|real|constant))?"
)
#: "a positive constant $c$", "with a positive $c$", "fixed positive $c$".
_BEFORE: Final = regex(
    rf"(?i)\b(?:an?|some|fixed|the|two|three|with|given|let)(?: fixed| given| real| small)*"
    rf" {_SIGN}(?: {_NOUN})?\s*$"
)
#: "… be positive.", "… is a positive constant", "… and $b$ are positive numbers".
_AFTER: Final = regex(
    rf"(?i)(?:\s*(?:,|and|, and)\s*\$[^$]{{1,20}}\$)*\s*(?:be|is|are|denotes?|stands? for|both|all)"
    rf"(?: both| all| an?| some| two)*(?: fixed| given| real| small)* {_SIGN}"
    rf"(?: {_NOUN})?\s*(?:[.,;:)]|$|(?:that|which|throughout|and \$[^$]{{1,20}}\$ (?:is|be|are))\b)"
)
_RELATIONS: Final = {"positive": ">", "negative": "<", "nonnegative": "≥", "nonzero": "≠"}


def tells_range(formula: Formula) -> bool:
    """Whether the words right before a range make it one of a number that goes on to be there.

    "Weights $w > 0$ excite" tells of a kind of weights, and so may any range of a variable.
    """
    sentence = _last_sentence(formula.before)
    letter = formula.latex.strip()[:1]
    if _is_open(formula) or letter in VARIABLES or is_told_apart(formula):
        return False
    if _NAMED.search(sentence) is not None:
        lasting = _DEFINITE.search(sentence) is not None or _STAYS.match(formula.after) is not None
        return lasting and _CASE.search(sentence) is None
    behind = _BEHIND_FORMULA.search(sentence) is not None
    ends = formula.after.strip()[:1] in ("", ".")
    return behind and ends and _CASE.search(_without_formulas(sentence)) is None


def told_sign(formula: Formula) -> tuple[str, int] | None:
    """The relation to 0 that words tell of each of some lone letters, and how far these words go.

    A letter for which the sentence asks, or that is positive under a condition, is told none.
    """
    before = _last_sentence(formula.before)
    behind = _AFTER.match(formula.after)
    found = _BEFORE.search(before) or behind
    if found is None or _is_open(formula):
        return None
    if _CASE.search(_HERE.sub("", _without_formulas(before))) is not None:
        return None
    if formula.latex.strip()[:1] in VARIABLES and _LETS.search(before) is None:
        return None
    return _RELATIONS[found["sign"].lower().replace("-", "")], behind.end() if behind else 0


def is_told_apart(formula: Formula) -> bool:
    """Whether the sentence has another order of the same letter: α > 1 and 0 < α < 1."""
    name = regex(r"\\?[A-Za-z]+").match(formula.latex.strip())
    if name is None:
        return False
    rest = _END.split(formula.after)[0]
    own = re.escape(name[0])
    again = rf"\$\s*(?:{own}\s*{_ORDER}|[-\d.]+\s*{_ORDER}\s*{own}(?![A-Za-z]))"
    return re.search(again, f"{_last_sentence(formula.before)} {rest}") is not None


def _is_open(formula: Formula) -> bool:
    """Whether the sentence denies, asks, or supposes for a moment."""
    rest = _END.split(formula.after)[0]
    around = f"{_last_sentence(formula.before)} {rest}"
    asked = formula.after[len(rest) :].startswith("?")
    return asked or _OPEN.search(_without_formulas(around)) is not None


def chain_of(name: tree.Node, relation: str) -> tree.Chain:
    """α > 0."""
    zero = tree.Number("0", Fraction(0), span=name.span)
    return tree.Chain(name, (tree.Link(relation, zero, span=name.span),), span=name.span)


def _last_sentence(text: str) -> str:
    return _SENTENCE.split(text)[-1].rstrip()


def _without_formulas(text: str) -> str:
    return _FORMULA.sub(" ", text)
