r"""Sentences that count: "a polynomial of degree 3 in 10 variables has 286 coefficients".

A sentence is understood as a whole or not at all. It is false where a number differs from what the
rule of its family gives, at some whole numbers for its letters, and from all other countings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Final, final

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.judging.counts.families import Family
from symnn.documents.judging.counts.forms import SLOTS, WORDS, plain_words, rules
from symnn.documents.judging.counts.values import NoCountError, value
from symnn.documents.judging.identities.factorials import equal_by_factorials
from symnn.documents.judging.identities.forms import bare, bracketed, number, put
from symnn.documents.judging.in_words.sentence import Sentence, judged, number_of
from symnn.documents.judging.relations import Judgement
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ONE, symbol
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Scalar
from symnn.latex.parser import parse

_LARGEST_TRIED: Final = 6
_METHOD: Final = "a counting rule"
#: Displays on what other layers see, which tell nothing of these.
_OTHER_FIELDS: Final = regex(
    r"(?s)\$\$(?:(?!\$\$).)*\b(?:receptive field|effective|sees?|covers)\b(?:(?!\$\$).)*\$\$"
)


@final
@dataclass(frozen=True, slots=True)
class _Count:
    """What a rule says of a claim: its formula and others, with the sizes put in."""

    found: tree.Node
    others: tuple[tree.Node, ...]
    claimed: tuple[tree.Node, ...]
    how: str


def judge_count(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence that counts; None for any other.

    "For n = 9 tokens there are" begins with no condition: it is read with and without one.
    """
    found = _judged_as_written(sentence)
    if found is None and sentence.clause is not sentence.whole:
        found = _judged_as_written(replace(sentence, clause=sentence.whole))
    return found


def _judged_as_written(sentence: Sentence) -> Judgement | None:
    words, nodes = plain_words(sentence)
    for rule in rules():
        match = rule.pattern.fullmatch(words) if rule.word in words else None
        if match is None:
            continue
        try:
            found = _of_family(sentence, rule.family, match, nodes)
        except NoCountError:
            found = None
        if found is not None:
            return found
    return None


# --- counting ---------------------------------------------------------------------------


def _of_family(
    sentence: Sentence, family: Family, match: re.Match[str], nodes: Sequence[tree.Node | None]
) -> Judgement | None:
    settings = _settings(sentence)
    text = sentence.place.state.source.text
    told = _OTHER_FIELDS.sub(" ", text) if "field" in match[0] or "see" in match[0] else text
    if settings is None or (family.unless and re.search(family.unless, told) is not None):
        return None
    sizes: dict[str, tree.Node] = {}
    groups = match.groupdict()
    if groups.get("thing1") in ("parameters", "weights") and "bias" not in match[0]:
        from symnn.documents.phrases.nets.learning import says_fewer

        if says_fewer(text[: sentence.place.formula.outer_start]):
            return None
    for name in sorted(groups, key=lambda name: name.startswith("m2")):
        text = groups[name]
        size = name.rstrip("_")
        if text is None or size not in SLOTS:
            continue
        node = _node(text, nodes)
        if isinstance(node, tree.Chain):
            key, given = _given(node)
            settings[key] = given
            node = given
        same = {"m2": "m", "m2k": "k"}.get(size)
        if same is None:
            sizes[size] = node
        elif node != sizes[same]:
            return None
    counts = list(_counts(sentence, family, match, nodes, sizes, settings))
    found = [_judged(sentence, family, one, sizes) for one in counts]
    for outcome in ("refuted", None):
        for one in found:
            if (one.outcome if one is not None else None) == outcome:
                return one
    return found[0] if found else None


def _worked_out(sentence: Sentence, node: tree.Node) -> tree.Node:
    """A value of a function that the document gives, N(10, 3), as the number that it is."""
    if not isinstance(node, tree.Call) or len(node.arguments.items) < 2:
        return node
    found = exact_value(lower(number_of(sentence.view, node)))
    if not found.is_rational or found.as_fmpq().q != 1:
        raise NoCountError("a whole number is needed in it")
    return number(int(found.as_fmpq().p))


def _counts(
    sentence: Sentence,
    family: Family,
    match: re.Match[str],
    nodes: Sequence[tree.Node | None],
    sizes: Mapping[str, tree.Node],
    settings: Mapping[str, tree.Node],
) -> Iterator[_Count]:
    groups = match.groupdict()
    for k in ("1", "2"):
        text, thing = groups.get(f"n{k}"), groups.get(f"thing{k}")
        if text is None or thing is None:
            continue
        rule = next(r for noun, r in family.things if re.fullmatch(noun, thing))
        formula, *others = (_put_all(_parsed(one), sizes) for one in rule.split("|"))
        claimed = _node(text, nodes)
        members = [_worked_out(sentence, one) for one in _members(claimed)]
        put_in = tuple(_put_all(one, settings) for one in members)
        how = (groups.get(f"how{k}") or "").strip()
        yield _Count(
            _put_all(formula, settings),
            tuple(_put_all(one, settings) for one in others),
            put_in,
            how,
        )


def _judged(
    sentence: Sentence,
    family: Family,
    count: _Count,
    sizes: Mapping[str, tree.Node],
) -> Judgement | None:
    """At whole numbers, and in letters."""
    relation = _relation(count.how, family)
    letters = sorted(_letters(count.found).union(*(map(_letters, count.claimed))))
    if relation is None or not set(letters) <= _letters(count.found) or not count.claimed:
        return None
    if {"e", "pi", "i"} & set(letters):
        return None
    if family.measured and not letters:
        from symnn.documents.judging.counts.measured import judge_measured

        return judge_measured(count.found, count.others, count.claimed) if relation == "=" else None
    wrong = _wrong(count, letters, sizes, family, relation)
    if wrong is not None:
        last = count.claimed[-1]
        if any(_agree(other, last, letters, sizes, family) for other in count.others):
            return None
        known = sentence.place.state.scope.latest
        if any(known(name) is not None for name in letters):
            return None  # with the value of a letter it may be right
        at = tuple((name, str(n)) for name, n in wrong.items()) or None
        shown = value(count.found, wrong)
        return Judgement("refuted", _METHOD, counterexample=at, notes=(f"there are {shown}",))
    if not letters:
        if relation != "=" and any(value(c, {}) != value(count.found, {}) for c in count.claimed):
            return None  # true, and perhaps not what is meant
        note = f"there are {value(count.found, {})}"
        return Judgement("proved", _METHOD, notes=(note,))
    return _in_letters(sentence, count, letters)


def _relation(how: str, family: Family) -> str | None:
    if how in ("", "exactly", "only", "just") and not family.bound:
        return "="
    if family.bound == "can":
        return ">=" if how == "" else None
    upper = how in ("at most", "no more than", "up to")
    return "<=" if family.bound and upper else None


def _points(
    letters: Sequence[str], sizes: Mapping[str, tree.Node], family: Family
) -> Iterator[dict[str, Fraction]]:
    least = dict(zip(("k", "m", "p"), family.least, strict=True))
    for values in product(range(1, _LARGEST_TRIED + 1), repeat=len(letters)):
        at = {name: Fraction(n) for name, n in zip(letters, values, strict=True)}
        found = {size: value(node, at) for size, node in sizes.items()}
        whole = {size: n for size, n in found.items() if size not in family.shares}
        shares = (n for size, n in found.items() if size in family.shares)
        if all(n.denominator == 1 and n >= least[size] for size, n in whole.items()) and all(
            0 <= n <= 100 for n in shares
        ):
            yield at


def _wrong(
    count: _Count,
    letters: Sequence[str],
    sizes: Mapping[str, tree.Node],
    family: Family,
    relation: str,
) -> dict[str, Fraction] | None:
    """Whole numbers at which a member of the claim is wrong.

    Raises:
        NoCountError: it is no number of things for some of them.
    """
    open_sizes = {k: n for k, n in sizes.items() if _letters(n) <= set(letters)}
    tried = False
    for at in _points(letters, open_sizes, family):
        found = value(count.found, at)
        if found.denominator != 1:
            if not letters:
                raise NoCountError("it does not divide without a rest")
            continue
        tried = True
        for member in count.claimed:
            claimed = value(member, at)
            fits = {"=": claimed == found, "<=": found <= claimed, ">=": found >= claimed}
            if not fits[relation]:
                return at
    if not tried:
        raise NoCountError("no whole numbers are known for it")
    return None


def _agree(
    other: tree.Node,
    claimed: tree.Node,
    letters: Sequence[str],
    sizes: Mapping[str, tree.Node],
    family: Family,
) -> bool:
    """Whether another counting gives what is claimed, wherever it is tried."""
    open_sizes = {k: n for k, n in sizes.items() if _letters(n) <= set(letters)}
    points = list(_points(letters, open_sizes, family))
    return bool(points) and all(value(other, at) == value(claimed, at) for at in points)


def _in_letters(sentence: Sentence, count: _Count, letters: Sequence[str]) -> Judgement | None:
    """Proved as an identity, with each factorial for a letter of its own, or by its factors."""
    over = tuple(Atomic(">=", symbol(name), ONE) for name in letters)
    if any(isinstance(p, tree.Binomial | tree.Factorial) for p in tree.walk(count.found)):
        ways = [equal_by_factorials(count.found, one, over) for one in count.claimed]
        if all(ways):
            return ways[0]
    fresh: dict[tree.Node, str] = {}
    nodes = [_without_factorials(one, fresh) for one in (count.found, *count.claimed)]
    names = [*letters, *fresh.values()]
    view = sentence.view
    view = view.varying({**view.varied, **{n: Scalar(symbol(n)) for n in names}})
    found, *claimed = (number_of(view, node) for node in nodes)
    over = tuple(Atomic(">=", symbol(name), ONE) for name in names)
    proved = judged(conjunction(tuple(Atomic("=", found, c) for c in claimed)), over)
    return proved if proved.outcome == "proved" else None


def _without_factorials(node: tree.Node, fresh: dict[tree.Node, str]) -> tree.Node:
    if isinstance(node, tree.Factorial):
        free = (name for name in "FGHQ" if name not in fresh.values())
        fresh.setdefault(bare(node.operand), next(free, "F"))
        return tree.Name(fresh[bare(node.operand)])
    return tree.map_children(node, lambda part: _without_factorials(part, fresh))


# --- expressions ------------------------------------------------------------------------


@cache
def _parsed(latex: str) -> tree.Node:
    (statement,) = parse(re.sub(r"(?<=[kmp)])(?=[kmp(])", r"\\cdot ", latex)).statements
    if not isinstance(statement, tree.Statement):
        raise NoCountError("no formula")
    return statement.body


def _node(text: str, nodes: Sequence[tree.Node | None]) -> tree.Node:
    if text.startswith("⟨"):
        node = nodes[int(text.strip("⟨⟩"))]
        if node is None:
            raise NoCountError("a part of the sentence is no number")
        return node
    return number(WORDS[text] if text in WORDS else int(text))


def _given(node: tree.Chain) -> tuple[str, tree.Node]:
    """The letter and the number of K = 5."""
    key = tree.key(node.first)
    if key is None or [li.relation for li in node.links] != ["="]:
        raise NoCountError("no value of a letter")
    return key, node.links[0].operand


def _settings(sentence: Sentence) -> dict[str, tree.Node] | None:
    found: dict[str, tree.Node] = {}
    try:
        for chain in sentence.settings:
            key, node = _given(chain)
            found[key] = node
    except NoCountError:
        return None
    return found


def _members(node: tree.Node) -> list[tree.Node]:
    if not isinstance(node, tree.Chain):
        return [node]
    if any(link.relation != "=" for link in node.links):
        raise NoCountError("a number is needed in it")
    return [node.first, *(link.operand for link in node.links)]


def _put_all(node: tree.Node, sizes: Mapping[str, tree.Node]) -> tree.Node:
    """The tree with sizes in place of letters, all at once."""
    marks = {name: f"{name}′" for name in sizes}
    for name, mark in marks.items():
        node = put(node, name, tree.Name(mark))
    for name, mark in marks.items():
        whole = bare(sizes[name])
        simple = isinstance(whole, tree.Name | tree.Number)
        node = put(node, mark, whole if simple else bracketed(whole))
    return node


def _letters(node: tree.Node) -> set[str]:
    key = tree.key(node)
    if key is not None:
        return {key}
    found = {name for part in tree.children(node) for name in _letters(part)}
    if isinstance(node, tree.BigOperator) and isinstance(node.lower, tree.Chain):
        found.discard(tree.key(node.lower.first) or "")
    return found
