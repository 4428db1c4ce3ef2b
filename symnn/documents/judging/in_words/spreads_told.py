r"""Means and spreads that a text tells of weights and inputs: "w_j, b of standard deviation 1".

A text is gone through as words and formulas in turn. The names that stand right before words on a
mean, a variance or a standard deviation are what these are said of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from fractions import Fraction
from functools import lru_cache
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.in_words.told_properties import pieces_of
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

#: Words, or one formula between commas.
Piece: TypeAlias = "tuple[bool, str]"

_DISPLAY: Final = regex(r"\$\$(?P<a>.+?)\$\$|\\\[(?P<b>.+?)\\\]", re.DOTALL)
_WORDS: Final = regex(r"\\(?:text|mbox|textrm)\s*\{[^{}]*\}")
_APART: Final = regex(r"\b(?:independent(?:ly)?|i\.?\s?i\.?\s?d\.?|iid|uncorrelated)(?![a-z])")
_NOT_APART: Final = regex(r"\b(?:not|in)?\s?(?:not independent|(?<![a-z])dependent|correlated)\b")
_ZERO: Final = regex(r"\b(?:zero[- ]mean|mean[- ]zero|zero expectation|cent(?:e?red|red))\b")
_UNIT: Final = regex(r"\b(?:unit[- ]variances?|variances? one|unit standard deviations?)\b")
_KINDS: Final = (
    r"(?P<kind>means?|expectations?|expected values?|averages?|variances?"
    r"|standard deviations?|std\.?|deviations?)"
)
#: The value comes next.
_NEXT: Final = regex(rf".*\b{_KINDS}(?: (?:of|equal to|is|are|equals|each|being))*\s*", re.DOTALL)
#: The names come next, and then the value.
_OF: Final = regex(
    rf".*\b{_KINDS} of(?: (?:the|each|all|every|weights?|entries|components|inputs?))*\s*"
)
_IS: Final = regex(r"\s*(?:is|are|equal to|equals|being|set to|each|both| )*\s*")
_SPLIT: Final = regex(r",|;|\\q?quad(?![A-Za-z])")
_FARTHEST: Final = 30000
_GAPS: Final = regex(r"^(?:\\[,;:! ]|~|\s)+|(?:\\[,;:! ]|~|\s|\.)+$")
_TALLY: Final = regex(
    r"(?:(?P<n>⟨\d+⟩) (?:inputs?|entries|of them|neurons|units),?)? ?(?P<k>⟨\d+⟩|half)"
    r" (?:of (?:them|these|which|the inputs))?,? ?(?:are |have |being |equal )?(?P<v>⟨\d+⟩),?"
    r" ?(?:and )?(?:all )?the"
    r" (?:rest|others?(?: ones)?|remaining(?: ones)?)(?: are| is| being)? ?(?P<rest>⟨\d+⟩)"
)


@final
@dataclass(slots=True)
class Told:
    """What is told of families and of single variables, by the letter of their names."""

    means: dict[str, tree.Node] = field(default_factory=dict)
    variances: dict[str, tree.Node] = field(default_factory=dict)
    deviations: dict[str, tree.Node] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)
    sizes: dict[str, tree.Node] = field(default_factory=dict)
    families: set[str] = field(default_factory=set)
    tallies: list[tuple[str, tree.Node | None, list[tuple[tree.Node | None, tree.Node]]]] = field(
        default_factory=list
    )
    fixed: dict[str, tree.Node] = field(default_factory=dict)
    formulas: dict[str, tree.Node] = field(default_factory=dict)
    clashes: set[str] = field(default_factory=set)
    dependent: bool = False

    @property
    def letters(self) -> set[str]:
        """The names in the values that are told."""
        tables = (self.means, self.variances, self.deviations, self.sizes, self.fixed)
        parts = (part for table in tables for node in table.values() for part in tree.walk(node))
        return {key for part in parts if (key := tree.key(part)) is not None}

    @property
    def random(self) -> set[str]:
        """The letters of what is random."""
        return {*self.means, *self.variances, *self.deviations, *self.apart}

    def set(self, what: str, names: Iterable[str], value: tree.Node) -> None:
        """Note a value; another one for the same name is a clash."""
        table: dict[str, tree.Node] = getattr(self, what)
        for name in names:
            if table.setdefault(name, value) != value:
                self.clashes.add(name)


def told_in(text: str) -> Told:
    """What a text tells before a claim; what holds behind a colon alone is left out."""
    told, last, text = Told(), 0, text[-_FARTHEST:]
    for shown in _DISPLAY.finditer(text):
        _gather(told, tokens_of(text[last : shown.start()]))
        latex = shown["a"] or shown["b"]
        if not _is_setting(latex):
            _gather(told, tokens_of(f"$${latex}$$"))
        last = shown.end()
    _gather(told, tokens_of(text[last:]))
    return told


def _is_setting(latex: str) -> bool:
    """Whether formulas stand before a colon: what they say holds for what stands behind it."""
    before, colon, _ = _WORDS.sub(lambda m: m[0].replace(":", ""), latex).partition(":")
    return bool(colon) and "\\to" not in latex and "=" in before + "="


def with_own(told: Told, tokens: list[Piece]) -> Told:
    """With what is said before the colon of a claim, whatever the text said before."""
    own = Told()
    _gather(own, tokens)
    for what in ("means", "variances", "deviations", "sizes", "fixed"):
        getattr(told, what).update(getattr(own, what))
    for name in own.variances:
        told.deviations.pop(name, None) if name not in own.deviations else None
    for name in own.deviations:
        told.variances.pop(name, None) if name not in own.variances else None
    told.clashes -= own.means.keys() | own.variances.keys() | own.deviations.keys()
    told.clashes |= own.clashes
    told.apart |= own.apart
    told.families |= own.families
    told.dependent = told.dependent or own.dependent
    return told


def tokens_of(text: str) -> list[Piece]:
    """Words and formulas in turn; formulas between commas are single ones."""
    found: list[Piece] = []
    for words, piece in pieces_of(text):
        if words:
            found.append((True, " ".join(piece.split())))
        else:
            found += [(False, item) for item in _items(piece)]
    return found


def _items(latex: str) -> Iterator[str]:
    """The parts of a formula at its commas outside all brackets; a colon is a part by itself."""
    depth, start = 0, 0
    for sign in re.finditer(r"\\[A-Za-z]+|\\.|.", latex, re.DOTALL):
        text = sign[0]
        if text in ("(", "[", "{", "\\{"):
            depth += 1
        elif text in (")", "]", "}", "\\}"):
            depth -= 1
        elif depth == 0 and (text in (",", ";", ":") or text in ("\\quad", "\\qquad")):
            yield from _bare(latex[start : sign.start()])
            start = sign.end()
            if text == ":":
                yield ":"
    yield from _bare(latex[start:])


def _bare(latex: str) -> Iterator[str]:
    bare = _GAPS.sub("", latex)
    if bare:
        yield bare


# --- gathering --------------------------------------------------------------------------


def _gather(told: Told, tokens: list[Piece]) -> None:
    names: list[str] = []
    fresh, expecting, pending, dots = True, "", "", False
    for words, text in tokens:
        if not words:
            node = node_of(text)
            if expecting and node is not None:
                told.set(expecting, names, _value(node))
                expecting, fresh = "", True
                continue
            own = list(_names(told, node))
            names = own if fresh else [*names, *own]
            if dots and own and isinstance(node, tree.Name) and node.subscript is not None:
                told.sizes.setdefault(own[0], node.subscript)
            dots = isinstance(node, tree.Dots)
            if dots:
                continue
            _in_space(told, node, names)
            fresh = not own
            continue
        said = text.lower()
        if fresh and re.search(r"[.;]\s|[.;]$", said):
            names = []
        _words(told, said, names)
        if pending and names and _IS.fullmatch(said):
            expecting, pending = pending, ""
        elif (of := _OF.fullmatch(said)) is not None:
            names, fresh, pending = [], True, _kind(of["kind"])
            continue
        elif (following := _NEXT.fullmatch(said)) is not None:
            expecting = _kind(following["kind"])
        fresh = said not in ("and", ",", "or") or not names
    _tallies(told, tokens)


def _value(node: tree.Node) -> tree.Node:
    """The value of σ^2 = 1/n, which is told with its name."""
    if isinstance(node, tree.Chain) and node.links and node.links[-1].relation == "=":
        return node.links[-1].operand
    return node


def _kind(word: str) -> str:
    if word.startswith(("mean", "expect", "average")):
        return "means"
    return "variances" if word.startswith("variance") else "deviations"


def _words(told: Told, said: str, names: list[str]) -> None:
    if _NOT_APART.search(said) is not None:
        told.dependent = True
    elif _APART.search(said) is not None:
        told.apart |= set(names)
    if _ZERO.search(said) is not None:
        told.set("means", names, tree.Number("0", Fraction(0)))
    if _UNIT.search(said) is not None:
        told.set("variances", names, tree.Number("1", Fraction(1)))


def _names(told: Told, node: tree.Node | None) -> Iterator[str]:
    """The letters of the names in a formula, and what it tells of them."""
    if isinstance(node, tree.Chain) and len(node.links) == 1:
        link = node.links[0]
        if link.relation == "~":
            yield from _of_law(told, node)
            return
        if link.relation == "=":
            _fixed(told, node)
            return
        if link.relation == "∈":
            base = _base(told, node.first)
            size = _dimension(link.operand)
            if base is not None and size is not None:
                told.families.add(base)
                told.sizes.setdefault(base, size)
            if base is not None:
                yield base
        return
    base = _base(told, node) if node is not None else None
    if base is not None:
        yield base


def _in_space(told: Told, node: tree.Node | None, names: list[str]) -> None:
    """Of "q, k ∈ R^d" both are vectors with d entries."""
    if isinstance(node, tree.Chain) and [li.relation for li in node.links] == ["∈"]:
        size = _dimension(node.links[0].operand)
        for name in names if size is not None else ():
            told.families.add(name)
            told.sizes.setdefault(name, size or node)


def _base(told: Told, node: tree.Node) -> str | None:
    """The letter of a name; the last of X_1, …, X_n tells how many there are."""
    if not isinstance(node, tree.Name) or node.labels:
        return None
    if node.subscript is None:
        return node.base
    if isinstance(node.subscript, (tree.Name, tree.Number)):
        told.families.add(node.base)
        if isinstance(node.subscript, tree.Name) and node.subscript.base in "nNmMdD":
            told.sizes.setdefault(node.base, node.subscript)
        return node.base
    return None


def _dimension(node: tree.Node) -> tree.Node | None:
    """The d of R^d."""
    if isinstance(node, tree.Power) and isinstance(node.base, tree.Name) and node.base.base == "R":
        return node.exponent
    return None


def _of_law(told: Told, chain: tree.Chain) -> Iterator[str]:
    """w_i ~ N(0, 1/n)."""
    base, law = _base(told, chain.first), chain.links[0].operand
    head = law.head if isinstance(law, tree.Call) else None
    if base is None or not isinstance(law, tree.Call) or not isinstance(head, tree.Name):
        return
    if head.base == "N" and len(law.arguments.items) == 2:
        mean, variance = law.arguments.items
        told.set("means", (base,), mean)
        told.set("variances", (base,), variance)
        yield base


def _fixed(told: Told, chain: tree.Chain) -> None:
    """x_i = 1 for all i; n = 100."""
    first, value = chain.first, chain.links[0].operand
    key = tree.key(first)
    if key is not None:
        told.formulas[key] = value
    index = first.subscript if isinstance(first, tree.Name) else None
    if not isinstance(first, tree.Name) or not isinstance(index, tree.Name):
        return
    if isinstance(value, tree.Number) and index.base in "ijkl":
        told.families.add(first.base)
        told.set("fixed", (first.base,), value)


def _tallies(told: Told, tokens: list[Piece]) -> None:
    """How often each value is taken: "1000 inputs, 500 of them x_j = 1, the rest 0"."""
    parts: list[str] = []
    said = ""
    for words, text in tokens:
        if not words:
            parts.append(text)
        said += f" {text.lower()} " if words else f" ⟨{len(parts) - 1}⟩ "
    for found in _TALLY.finditer(re.sub(r"\s+(?=,)", "", " ".join(said.split()))):
        nodes: dict[str, tree.Node | None] = {
            key: node_of(parts[int(place.strip("⟨⟩"))])
            for key, place in found.groupdict().items()
            if place is not None and place.startswith("⟨")
        }
        chosen, rest = nodes.get("v"), nodes.get("rest")
        if not isinstance(chosen, tree.Chain) or rest is None or len(chosen.links) != 1:
            continue
        base = _base(told, chosen.first)
        total = nodes.get("n")
        whole = _value(total) if total is not None else None
        if base is not None:
            count = nodes.get("k")
            if found["k"] == "half" and whole is not None:
                count = tree.Quotient(whole, tree.Number("2", Fraction(2)))
            if count is None:
                continue
            told.fixed.pop(base, None)
            told.tallies.append((base, whole, [(count, chosen.links[0].operand), (None, rest)]))


@lru_cache(maxsize=4096)
def node_of(latex: str) -> tree.Node | None:
    """A formula as one node; None for what is none."""
    statements = parse(latex).statements
    only = statements[0] if len(statements) == 1 else None
    return only.body if isinstance(only, tree.Statement) and only.lead is None else None
