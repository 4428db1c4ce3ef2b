r"""Letters that a section introduces anew, though another section gave them values.

"The leaky ReLU has $f(-5) = -0.5$" is not said of the line that was $f$ in the section before, and
"bounded by a constant $B$" not of the batches of an earlier chapter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import State
from symnn.documents.regions import Formula
from symnn.latex.meaning.scope import Binding
from symnn.latex.symbols import GREEK

_HEADING: Final = regex(
    r"(?m)^#{1,6}[ \t]|^[^\n]+\n(?:=|-){3,}[ \t]*$|\\(?:chapter|(?:sub)*section)\b"
)
#: Functions that have names of their own.
_FUNCTION: Final = regex(
    r"(?i)\b(?:leaky|parametric|relu|rectifie[rd]|sigmoid|logistic|tanh|hyperbolic|softplus|softmax"
    r"|softsign|gelu|swish|silu|elu|selu|mish|maxout|sine|cosine|tangent|exponential|logarithm"
    r"|step|heaviside|sign function|identity|absolute value|hinge|huber|quadratic|cubic|parabola"
    r"|linear|affine|line|polynomial|gaussian|bump|hat function|indicator|entropy|squared (?:loss"
    r"|error)|cross-entropy|threshold|perceptron|xor|parity|majority)\b"
)
#: Words that stand before a letter without saying what it is.
_PLAIN: Final = regex(
    r"(?:of|with|for|from|and|or|using|to|in|on|at|as|that|if|when|where|then|so|have|has|is|are|be"
    r"|by|than|since|because|thus|hence|therefore|let|take|set|put|use|given|over|into|but|while"
    r"|also|both|between|find|show|compute|each|every|all|any|the|an?|this|our|its|values?|write"
    r"|get|obtain|know|see|note|recall|here|now|only|not|[a-z]+(?:ing|ed|ly))"
)
_NOUN: Final = regex(r"([A-Za-z][a-z-]+)\s*$")
_TAKES: Final = regex(
    r"(?i)(?:\b(?:an?|some|any|another|certain|suitable|fixed|finite|positive|arbitrary|new)"
    r"(?:\s+[a-z-]+){1,3}|\b(?:bounded|dominated|majori[sz]ed|limited)(?:\s+[a-z]+)?\s+by"
    r"|\b(?:let|suppose|assume|consider|denote by|call)(?:\s+(?:now|that|next))?"
    r"|\bat most|\bat least|\bnot exceed(?:ing)?|\b(?:for|there (?:is|exists)) (?:some|an?))\s*$"
)
_MATH: Final = regex(r"\$\$?([^$]+)\$\$?|\\\(((?:(?!\\\)).)*)\\\)|\\\[((?:(?!\\\]).)*)\\\]")
_ORDER: Final = regex(r"[<>≤≥]|\\(?:[lg](?:eq?|eqslant|t))(?![A-Za-z])")
#: The key of all members of a family: p_i, a^{(l)}.
_FAMILY: Final = regex(r"[_(][a-z]\)?$")
_SENTENCE_END: Final = regex(r"[.!?](?=\s)|\n[ \t]*\n")
#: So many letters beside a definition say what its name is called.
_BESIDE: Final = 80


def is_introduced_anew(state: State, formula: Formula, one: Binding) -> bool:
    """Whether the section of a formula introduces a name anew that another section gave a value.

    Args:
        state: what the document has said.
        formula: the formula that rests on the name.
        one: the value that it has, from a frame that has ended.
    """
    text, end = state.source.text, state.ends.get(one.version)
    found = None if end is None else _HEADING.search(text, end)
    if end is None or found is None or found.start() >= formula.outer_start:
        return False
    own = text[_begins(text, end) : found.start()]
    last = max(m.start() for m in _HEADING.finditer(text, end, formula.outer_start))
    if one.parameters is not None or one.member or _FAMILY.search(one.key):
        told = _named(_told_of(text, last, formula)) - _named(own)
        return bool(told and told - _of_others(state, one, last))
    return _is_letter_anew(one.key, text[last : formula.outer_start], own[-_BESIDE * 4 :])


def _of_others(state: State, one: Binding, last: int) -> frozenset[str]:
    """The functions that the section calls by name beside formulas of other letters.

    Below "the softplus is s(z) = log(1 + e^z)" the r of r(z) ≤ s(z) is the one that it was.
    """
    text, found = state.source.text, frozenset[str]()
    letter = _letter(one.key)
    own = letter and re.compile(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])")
    for key, known in state.scope.history.items():
        end = state.ends.get(known[-1].version) if known and known[-1].parameters else None
        if key == one.key or end is None or end <= last:
            continue
        title = text[last : text.find("\n", last + 1)]
        before = _SENTENCE_END.split(text[last:end])[-1]
        behind = _SENTENCE_END.split(text[end:], maxsplit=1)[0]
        if own and any(own.search(math[0]) for math in _MATH.finditer(before + behind)):
            return frozenset()  # it may be what the sentence is about
        found |= _named(f"{title}\n{before}{behind}")
    return found


@lru_cache(maxsize=64)
def _named(text: str) -> frozenset[str]:
    """The functions that a text calls by names of their own."""
    plain = _MATH.sub(" ", text)
    return frozenset(m[0].lower() for m in _FUNCTION.finditer(plain))


def _begins(text: str, end: int) -> int:
    """Where the section of a place begins."""
    found = [m.start() for m in _HEADING.finditer(text, 0, end)]
    return found[-1] if found else 0


def _told_of(text: str, last: int, formula: Formula) -> str:
    """The last heading and the sentence of a formula: what they name may be what it is about."""
    title = text[last : text.find("\n", last + 1)] if "\n" in text[last + 1 :] else text[last:]
    before = _SENTENCE_END.split(text[last : formula.outer_start].rstrip())[-1]
    behind = _SENTENCE_END.split(text[formula.outer_end :], maxsplit=1)[0]
    return f"{title}\n{before} {behind}"


def _is_letter_anew(key: str, here: str, own: str) -> bool:
    """Whether a text of another section tells what a letter is, or has it as a bound."""
    letter = _letter(key)
    if letter is None:
        return False
    bare = re.compile(rf"\s*\\?{letter}\s*")
    holds = re.compile(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])")
    for math in _MATH.finditer(here):
        latex = next(part for part in math.groups() if part is not None)
        before = here[max(0, math.start() - _BESIDE) : math.start()]
        if bare.fullmatch(latex):
            if _TAKES.search(before) or _is_other_noun(before, own):
                return True
        elif _ORDER.search(latex) and holds.search(latex) and _has_others(latex, letter):
            return True
    return False


def _is_other_noun(before: str, own: str) -> bool:
    """Whether the noun before a letter is none that stands beside its definition."""
    noun = _NOUN.search(before)
    if noun is None or _PLAIN.fullmatch(noun[1].lower()):
        return False
    return re.search(rf"(?i)\b{re.escape(noun[1])}", own) is None


def _has_others(latex: str, letter: str) -> bool:
    """Whether other letters stand in a relation, which may be open."""
    words = re.sub(
        rf"\\?(?<![A-Za-z]){letter}(?![A-Za-z])|\\(?:[lg](?:eq?|eqslant|t)|[ ,;:|!])", " ", latex
    )
    return re.search(r"[A-Za-z]", words) is not None


def _letter(key: str) -> str | None:
    """A letter as it is written; None for other names."""
    letter = key.rsplit(" ", 1)[-1]
    if letter in GREEK:
        return rf"\\{letter}"
    return letter if len(letter) == 1 and letter.isalpha() else None
