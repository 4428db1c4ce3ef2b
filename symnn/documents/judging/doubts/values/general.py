r"""What is said of any value, and was worked out with one: "for general $k$", "for every network".

A proof with the value that a letter had before is no proof of that, and neither is a refutation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.reaching.reach import known_of
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding
from symnn.latex.symbols import GREEK

_SUPPOSED: Final = r"(?i:(?:suppose|let|assume)(?:\s+that)?)"
_GENERAL: Final = r"(?i:general|generic|arbitrary)"
_ANY_ONE: Final = (
    rf"(?:(?i:now\s+)?(?i:be|is|are)(?i:\s+now)?\s+(?:an?\s+)?{_GENERAL}\b"
    r"|(?i:be)\s+(?i:any|free|an?\s+(?:real|integer|positive|natural))\b)"
)
#: Words that give a letter another meaning, without a formula: "let A be the identity matrix".
_LET: Final = r"(?i:let|say|suppose)"
_MEANS: Final = (
    r"(?i:(?:now\s+)?(?:be(?:\s+now)?\s+(?:the|its|their|one|two|that)|denotes?|stands?\s+for"
    r"|represents?|means?|counts?))\b"
)
_SAME: Final = r"[^.$]{0,40}\b(?:above|before|earlier|previous|same|again)\b"
_IS_NOW: Final = (
    r"(?i:(?:is|are)\s+(?:now|instead)|now\s+(?:is|are|denotes?|stands?\s+for|means?))\b"
)
_HERE: Final = (
    r"(?i:here|now|below|this time|from now on|in what follows|in this (?:section|example))"
)
_STANDS: Final = r"(?i:denotes?|stands?\s+for|represents?|means?|counts?|becomes?)\b"
_FROM_NOW: Final = r"(?i:now|this time|from now on|in what follows)"
_IS_A: Final = r"(?i:is|are)\s+(?i:an?|the)\b"
#: "We change c to 3", "Now double c."
_CHANGE: Final = (
    r"(?:(?:\A|[.;]\s|\n)\s*|\b(?i:we|now|then|next|let us)\s+(?:[a-z]+\s+)?)(?i:change|increase"
    r"|decrease|double|halve|triple|replace|raise|lower|reduce|reset|modify|flip|negate|increment"
    r"|decrement|multiply|divide|scale)\s+(?:the\s+)?(?:[a-z]+\s+)?"
)
_TO: Final = r"(?=\s+(?:to|by|from|with)\b|\s*[.;:,])"
#: "Assume now that a < 0", "suppose n is odd".
_NEXT: Final = r"(?i:(?:now|instead|that|further|next),?\s+)*"
_KIND: Final = (
    r"(?i:(?:now\s+)?(?:not\s+)?(?:odd|even|positive|negative|non-?negative|non-?positive|non-?zero"
    r"|zero|large|small|prime)\b)"
)
_ORDER: Final = r"(?:<|>|\\[lg]eq?(?![a-z])|\\neq?(?![a-z])|\\in(?![a-z]))"
_WIDER: Final = r"(?i:(?:now|in general|more generally|generally|instead|this time),?)"
#: So far back is looked for words.
_FAR: Final = 20000
_QUANTIFIED: Final = (
    r"(?:for|over|on|across|at) (?:every|any|all|each)(?: possible| choice of| choices of)?"
    r" (?!(?:real|other|such|of|these|those)\b)[a-z][a-z -]*"
    r"|(?:whatever|no matter|regardless of|independent(?:ly)? of)\b[a-z -]*|always"
)
#: Words of a sentence that is about more than the values at hand.
_ALWAYS: Final = regex(
    r"(?i)\balways\b|\b(?:in|more) general(?:ly| case)?\b|\bin the general case\b|\bby induction\b"
    r"|\btheorem\b|\bholds? for all real\b|\b(?:for|at) (?:all|any|every) (?:possible )?inputs?\b"
    r"|\bfor (?:any|every|all) (?:networks?|matri(?:x|ces)|functions?|activations?)\b"
)
#: Words before a letter, or behind it, that take it for any.
_OF_EVERY: Final = (
    r"(?i:\b(?:for|given|over|of|with|in)\s+(?:all|any|every|each)\s+(?:possible\s+)?"
    r"(?:(?:values?|choices?)\s+(?:of|for)\s+)?(?:[a-z-]+\s+){0,2}"
    r"|\b(?:regardless|irrespective|independent)\s+of\s+|\bwhatever\s+|\bno matter (?:how|what)\s+"
    r"|\bmatter what\s+|\bgiven any\s+|\bdrop the assumption on\s+"
    r"|\b(?:now|instead)\b[^.$]{0,20})"
)
_BEGINS: Final = regex(r"[.;!?](?=\s)|\n\s*\n")
#: Where a formula begins that gives a letter a value; what stands before \\det A = 0 says of A.
_OPENING: Final = (
    r"(?:[$,;:&({\[]|\\\\|\\[(\[ ,;]|\\q?quad(?![a-z])|\A)\s*"
    r"(?:\\(?:math(?:bf|rm|cal|bb|sf|it|frak)|boldsymbol|bm|vec|hat|tilde|bar)(?![a-z])\s*\{?\s*)?"
)
#: Such words in the formula, and right behind it, with no formula in them.
_INSIDE: Final = regex(rf"\\(?:text|mbox|textrm)\s*\{{[ ,]*(?:{_QUANTIFIED})[ .]*\}}[\s.,;]*$")
_BEHIND: Final = regex(rf"\s*,?\s*(?:{_QUANTIFIED})\s*(?:[.;]|,\s[a-z]|\Z)")


def meant_of_any(place: Place, *nodes: tree.Node) -> tuple[frozenset[str], str] | None:
    """The names in some nodes that may have any value here, with the reason; None for none."""
    letter = _any_letter(place, *nodes)
    if letter is not None:
        text = f"{letter.key} may be any one here, and not that of line {letter.line}"
        return frozenset({letter.key}), text
    sentence = _sentence(place)
    quantified = _quantified(place, nodes, sentence)
    if quantified:
        key = min(quantified)
        return frozenset(quantified), f"{key} may be any one here, by the words beside it"
    general = _ALWAYS.search(sentence) is not None
    if not (general or _INSIDE.search(place.latex) or _BEHIND.match(place.formula.after)):
        return None
    names = _closed(place, nodes)
    if not names:
        return None
    key = min(names)
    text = f"it may be meant whatever {key} is, and not of that in line {names[key]}"
    return frozenset(names), text


def _sentence(place: Place) -> str:
    """The words around a formula, up to where their sentence begins and ends."""
    formula = place.formula
    before = formula.before or ("" if not formula.display else formula.lead_in)
    return f"{_BEGINS.split(before)[-1]} § {_BEGINS.split(formula.after, maxsplit=1)[0]}"


def _quantified(place: Place, nodes: Sequence[tree.Node], sentence: str) -> set[str]:
    """The names in some nodes with a meaning from before that words take for any."""
    if "$" not in sentence:
        return set()
    found: set[str] = set()
    for part in (p for node in nodes for p in tree.walk(node)):
        key = tree.key(part)
        known = None if key is None else place.state.scope.latest(key)
        letter = "" if key is None else key.rsplit(" ", 1)[-1]
        if known is None or known.version > place.state.since or not letter.isalpha():
            continue
        name = rf"\$\s*\\?{re.escape(letter)}(?![A-Za-z_^(])"
        taken = rf"{_OF_EVERY}{name}|{name}[^$]*\$\s+(?:is\s+)?(?:any|arbitrary)\b"
        if re.search(taken, sentence) is not None:
            found.add(known.key)
    return found


def _closed(place: Place, nodes: Sequence[tree.Node]) -> dict[str, int]:
    """The names in some nodes that were given before, with their lines.

    Empty if a letter is open in them, however deep: "for all inputs" is said of that one.
    """
    names: dict[str, int] = {}
    waiting = list(nodes)
    while waiting:
        for part in tree.walk(waiting.pop()):
            key = tree.key(part)
            known = place.state.scope.latest(key or "")
            if key is None or key in names:
                continue
            if known is None or known.parameters is not None or known.version > place.state.since:
                return {}
            names[key] = known.line
            waiting.append(known.body)
    return names


def _any_letter(place: Place, *nodes: tree.Node) -> Binding | None:
    r"""A value in some nodes whose letter the prose since it takes for any: "for general $k$".

    In another section "Let $b \in \mathbb{R}$" does so too.
    """
    state, stop, text = place.state, place.formula.outer_start, place.state.source.text
    for known in _given(place, nodes):
        end = state.ends.get(known.version)
        told = _told(text, known.key, known.section != place.formula.headings)
        if end is None or not told:
            continue
        begin = max(end, stop - _FAR)
        since = [last for first, last in told if begin <= first and last <= stop]
        if since and not any(since[-1] <= at < stop for at in _values(text, known.key)):
            return known
    return None


@lru_cache(maxsize=256)
def _told(text: str, key: str, is_elsewhere: bool) -> tuple[tuple[int, int], ...]:
    """Where a text takes a letter for any number."""
    anew = _anew(key, is_elsewhere)
    return () if anew is None else tuple(m.span() for m in anew[0].finditer(text))


@lru_cache(maxsize=256)
def _values(text: str, key: str) -> tuple[int, ...]:
    """Where a text gives a letter a value."""
    anew = _anew(key, False)
    return () if anew is None else tuple(m.start() for m in anew[1].finditer(text))


def _given(place: Place, nodes: Sequence[tree.Node]) -> Iterator[Binding]:
    """The values in some nodes, and those that their formulas are made from."""
    waiting: list[tuple[tree.Node, tuple[str, ...]]] = [(node, ()) for node in nodes]
    seen: set[tuple[str, int]] = set()
    while waiting:
        node, own = waiting.pop()
        for part in tree.walk(node):
            known = known_of(place.state.scope, part)
            if known is None or known.key in own or (known.key, known.version) in seen:
                continue
            seen.add((known.key, known.version))
            yield known
            if known.computed:
                waiting.append((known.body, known.parameters or ()))


@lru_cache(maxsize=256)
def _anew(key: str, is_elsewhere: bool) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Words that take a letter for any number, and what gives it one; None for other names."""
    letter = key.rsplit(" ", 1)[-1]
    if letter in GREEK:
        letter = rf"\\{letter}"
    elif len(letter) != 1 or not letter.isalpha():
        return None
    name = rf"(?:\$|\\\()[^$.:=]{{0,12}}?(?<![A-Za-z]){letter}(?![A-Za-z=(^_])"
    rest = r"[^$.=:]{0,40}(?:\$|\\\))"
    said = rf"\b{_GENERAL}(?:\s+[a-z]+)?\s+{name}{rest}|{name}{rest}\s+{_ANY_ONE}"
    said += rf"|\b{_SUPPOSED}\s+{name}{rest}\s+(?i:be|is)\s+(?i:an?|any|some)\b"
    said += rf"|\b{_LET}\s+(?:(?i:now)\s+)?{name}{rest}\s+{_MEANS}(?!{_SAME})"
    said += rf"|{name}{rest}\s+{_IS_NOW}|\b{_HERE},?\s+{name}{rest}\s+{_STANDS}"
    said += rf"|\b{_FROM_NOW},?\s+{name}{rest}\s+{_IS_A}"
    said += rf"|{_CHANGE}{name}{rest}{_TO}"
    said += rf"|\b{_SUPPOSED}\s+{_NEXT}(?:{name}{rest}\s+(?i:is|are)\s+{_KIND}|(?:\$|\\\()\s*(?:"
    said += rf"{letter}\s*{_ORDER}|[-\d.]+\s*{_ORDER}\s*{letter}(?![A-Za-z(^_])))"
    said += rf"|\b{_WIDER}\s+{_SUPPOSED}\s+{name}\s*(?:,[^$]{{0,12}})?\\in\b"
    if is_elsewhere:
        said += rf"|\b{_SUPPOSED}\s+{name}\s*(?:,[^$]{{0,12}})?\\in\b"
    return regex(said), regex(rf"{_OPENING}{letter}\}}?\s*&?=")
