r"""Means and spreads of sums, claimed in words: "z has standard deviation \sqrt{501}".

Independent variables add their variances; a product of two has that of the products of their
squares. What a sum is made of is told by its formula, and its variables by the text around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.claims.formula import Atomic, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.judging.in_words.moments_of_sums import Sums, opened
from symnn.documents.judging.in_words.sentence import Sentence, judged, number_of
from symnn.documents.judging.in_words.spreads_told import (
    Piece,
    Told,
    node_of,
    tokens_of,
    told_in,
    with_own,
)
from symnn.documents.judging.placing import Place
from symnn.documents.judging.randomness.spellings import operation_of, regrouped
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.sentences import Clause
from symnn.errors import SymnnError
from symnn.exact.expression import ONE, ZERO, Expr, add, free_symbols, mul, rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.reader import Reader

_KIND: Final = r"(?P<kind>mean|expectation|expected value|variance|standard deviation|std\.?)"
_HAS: Final = regex(rf"(?:then )?(?:has|have) (?:an? |the )?{_KIND}(?: (?:of|equal to))?")
_ALSO: Final = regex(rf"and (?:an? |the )?{_KIND}(?: (?:of|equal to))?")
_OF: Final = regex(rf"(?:then |so )?the {_KIND} of(?: the (?:sum|output|input|pre-?activation))?")
_IS: Final = regex(r"(?:is|equals|becomes|is equal to|is then)")
_ALONE: Final = regex(
    r"the (?P<how>sum|mean|average|difference) of (?:(?P<n>⟨\d+⟩|two) )?independent(?: random)?"
    r" (?:variables|numbers|measurements|samples|values|draws|observations|terms|errors),?"
    r" (?:each )?(?:of|with|having|each of)(?: mean ⟨\d+⟩ and)?"
    r" (?P<told>variance|standard deviation)"
    r" (?P<v>⟨\d+⟩),? has (?:an? )?(?P<kind>variance|standard deviation) (?:of )?(?P<s>⟨\d+⟩)"
)
_SUM_HAS: Final = regex(
    rf"the (?P<how>sum|mean|average|sample mean) (?:of the [a-z]+ )?(?:then )?has"
    rf" (?:an? |the )?{_KIND}"
    r"(?: (?:of|equal to))?"
)
_METHOD: Final = "variances of independent variables add"
_SPOKEN: Final = regex(r"mean|expect|varianc|deviation|std|Var|Std|SD|\\mathbb\s?\{?\s?[EV]")


def judge_spread(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on means and spreads; None for any other."""
    latex = sentence.place.latex
    if _SPOKEN.search(latex) is None:
        return None
    alone = _ALONE.fullmatch(sentence.whole.words)
    try:
        if alone is not None:
            return _alone(sentence, alone)
        return _told(sentence)
    except SymnnError:
        return None


def judge_moment(place: Place) -> Judgement | None:
    """What is found about a relation of a mean or a variance, without words: Var(z) = n."""
    view = replace(reader(place.state.scope, version=place.seen), open_names=True)
    nothing = Clause("", ())
    try:
        return _told(Sentence(place, nothing, nothing, NOTHING, view))
    except SymnnError:
        return None


def _alone(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """A sum or a mean of as many variables as are said."""
    count = rational(2)
    if (match["n"] or "").startswith("⟨"):
        count = number_of(sentence.view, sentence.node(match["n"]))
    elif match["n"] is None or (match["how"] == "difference" and match["n"] != "two"):
        return None
    given = number_of(sentence.view, sentence.node(match["v"]))
    variance = given if match["told"] == "variance" else mul(given, given)
    found = mul(count, variance)
    if match["how"] in ("mean", "average"):
        found = mul(variance, count ** rational(-1))
    return compared(sentence.view, found, match["kind"], sentence.node(match["s"]))


def _told(sentence: Sentence) -> Judgement | None:
    """Of what the text tells before it, and what stands before its colon."""
    place = sentence.place
    tokens = tokens_of(f"$${place.latex}$$")
    cut = max((k for k, token in enumerate(tokens) if token == (False, ":")), default=-1)
    own = [token for token in tokens[: max(cut, 0)] if token[1]]
    behind = [token for token in tokens[cut + 1 :] if token[1].strip()]
    told = with_own(told_in(place.state.source.text[: place.formula.outer_start]), own)
    claims = list(_claims(behind) or _of_all(told, behind))
    if not claims:
        return None
    if told.dependent:
        return None
    sums = Sums(sentence, told, _settings(own))
    found = []
    for what, kind, claimed in claims:
        sums.used.clear()
        moments = sums.moments(what)
        if sums.used & told.clashes or not sums.used:
            return None
        value = moments.mean if kind.startswith(("mean", "exp")) else moments.variance
        if value is None:
            return None
        found.append(compared(opened(sentence, sums.view, claimed), value, kind, claimed))
    outcomes = [one.outcome if one is not None else "undecided" for one in found]
    if "refuted" in outcomes:
        return found[outcomes.index("refuted")]
    return found[0] if set(outcomes) == {"proved"} else None


def _of_all(told: Told, tokens: list[Piece]) -> list[tuple[tree.Node, str, tree.Node]]:
    """Of the sum or the mean of the only family: "the sum has variance n σ^2"."""
    bases = [base for base in told.sizes if base in told.random]
    match = _SUM_HAS.fullmatch(tokens[0][1].lower()) if len(tokens) == 2 and tokens[0][0] else None
    value = node_of(tokens[1][1]) if match is not None and not tokens[1][0] else None
    if match is None or value is None or len(bases) != 1:
        return []
    member = tree.Name(bases[0], subscript=tree.Name("i"))
    size = told.sizes[bases[0]]
    node: tree.Node = tree.BigOperator("sum", tree.Name("i"), None, member)
    if match["how"] != "sum":
        node = tree.Quotient(node, size)
    return [(node, match["kind"], value)]


def _claims(tokens: list[Piece]) -> list[tuple[tree.Node, str, tree.Node]]:
    """What is claimed: of what, which moment, and its value."""
    node = node_of(tokens[0][1]) if len(tokens) == 1 and not tokens[0][0] else None
    if isinstance(node, tree.Chain):
        asked = operation_of(regrouped(node.first), frozenset[str]().__contains__)
        kinds = {"mean": "mean", "variance": "variance", "deviation": "standard deviation"}
        if asked is None or asked.kind not in kinds or len(asked.items) != 1:
            return []
        claimed: tree.Node = tree.Chain(tree.Empty(), node.links)
        return [(asked.items[0], kinds[asked.kind], claimed)]
    return list(_in_words(tokens))


def _in_words(tokens: list[Piece]) -> Iterator[tuple[tree.Node, str, tree.Node]]:
    kinds = [words for words, _ in tokens]
    texts = [text if words else "" for words, text in tokens]
    nodes = [None if words else node_of(text) for words, text in tokens]
    if kinds[:4] == [True, False, True, False] and len(kinds) == 4:
        of = _OF.fullmatch(texts[0].lower())
        if of and _IS.fullmatch(texts[2].lower()) and nodes[1] and nodes[3]:
            yield nodes[1], of["kind"], nodes[3]
        return
    if len(kinds) < 3 or kinds[0] or nodes[0] is None:
        return
    found = []
    for at in range(1, len(kinds) - 1, 2):
        form = _HAS if at == 1 else _ALSO
        match = form.fullmatch(texts[at].lower()) if kinds[at] else None
        value = nodes[at + 1]
        if match is None or value is None:
            return
        found.append((nodes[0], match["kind"], value))
    if len(kinds) % 2 == 1:
        yield from found


def _settings(tokens: list[Piece]) -> dict[str, tree.Node]:
    """n = 100 before the colon."""
    found: dict[str, tree.Node] = {}
    for words, text in tokens:
        node = None if words else node_of(text)
        if isinstance(node, tree.Chain) and [li.relation for li in node.links] == ["="]:
            key = tree.key(node.first)
            if key is not None:
                found[key] = node.links[0].operand
    return found


# --- what is claimed of them ------------------------------------------------------------


def compared(view: Reader, found: Expr, kind: str, claimed: tree.Node) -> Judgement | None:
    """A mean or variance as it is; a standard deviation by its square."""
    members = [claimed]
    if isinstance(claimed, tree.Chain):
        if any(link.relation not in ("=", "≈") for link in claimed.links):
            return None
        members = [claimed.first, *(link.operand for link in claimed.links)]
    deviation = kind.startswith("st")
    outcomes = []
    for member in members:
        if isinstance(member, tree.Empty):
            continue
        value = number_of(view, member)
        decimals = member.decimals if isinstance(member, tree.Number) else None
        if decimals and not free_symbols(value, found):
            outcomes.append(_rounded(found, value, decimals, deviation))
        elif any(isinstance(n, tree.Number) and n.decimals for n in tree.walk(member)):
            outcomes.append(_exact(found, value, deviation, open_decimals=True))
        else:
            outcomes.append(_exact(found, value, deviation))
    if not outcomes or any(one is None for one in outcomes):
        return None
    false = next((one for one in outcomes if one is not None and one.outcome == "refuted"), None)
    return false or outcomes[0]


def _exact(
    found: Expr, value: Expr, deviation: bool, open_decimals: bool = False
) -> Judgement | None:
    letters = sorted(free_symbols(found, value))
    over: list[Formula] = [
        Atomic(">=", symbol(name), ONE if name[0] in "nNmMdDk" else ZERO) for name in letters
    ]
    parts: list[Formula] = [Atomic("=", found, mul(value, value) if deviation else value)]
    if deviation:
        parts.append(Atomic(">=", value, ZERO))
    one = judged(conjunction(tuple(parts)), tuple(over))
    if one.outcome == "undecided" or (open_decimals and one.outcome == "refuted"):
        return None
    if one.outcome == "refuted" and not free_symbols(value) >= free_symbols(found):
        return None  # a letter that it lacks may have a value
    return Judgement(one.outcome, _METHOD, counterexample=one.counterexample)


def _rounded(found: Expr, value: Expr, decimals: int, deviation: bool) -> Judgement | None:
    """A number with decimals: proved where it is rounded rightly, false where it is far off."""
    unit = rational(Fraction(1, 10**decimals))
    half = mul(rational("1/2"), unit)
    for reach, outcome in ((half, "proved"), (unit, None)):
        low, high = add(value, mul(rational(-1), reach)), add(value, reach)
        ends = (mul(low, low), mul(high, high)) if deviation else (low, high)
        if deviation and judged(Atomic(">=", low, ZERO)).outcome != "proved":
            return None
        inside = (Atomic(">=", found, ends[0]), Atomic("<=", found, ends[1]))
        if judged(conjunction(inside)).outcome == "proved":
            return Judgement("proved", _METHOD) if outcome else None
    return Judgement("refuted", _METHOD)
