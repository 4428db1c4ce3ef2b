r"""Going through a section up to a claim: what its sentences and its formulas tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.randomness.masses import note_values
from symnn.documents.judging.randomness.odds import ODDS
from symnn.documents.judging.randomness.putting import bases_of, of_all, tell
from symnn.documents.judging.randomness.sentences import (
    Said,
    expression_at,
    plain_words,
    said_in,
)
from symnn.documents.judging.randomness.spellings import operation_of, regrouped
from symnn.documents.judging.randomness.tabled import TABLE, joints_in
from symnn.documents.judging.randomness.told_equations import equation, short
from symnn.documents.judging.randomness.told_laws import law, members_as_bernoulli
from symnn.documents.judging.randomness.world import World
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_SECTION: Final = regex(r"\n#+ |\\(?:sub)*section\b|\\begin\{(?:example|exercise)\}")
#: Formulas in displays, and those in lines of text.
FORMULA: Final = regex(
    r"\$\$(?P<a>.+?)\$\$|\\\[(?P<b>.+?)\\\]|\\begin\{(?:equation|align)\*?\}(?P<c>.+?)\\end\{"
    r"|(?<![\\$])\$(?P<d>[^$\n]+)\$|\\\((?P<e>.+?)\\\)",
    re.DOTALL,
)
_TOLD_MOMENT: Final = regex(
    r"(?:\\mathbb\{?[EV]\}?|\\(?:operatorname|mathrm|text)\{(?:Var|Cov|E)\}|\bE|\bVar|\bCov)\s*"
    r"(?:\\left)?[\[(][^\[\]()=]{1,60}[\])]\s*="
)
#: Words with a colon, and values with one: what stands behind holds for these alone.
_WORDS_BEFORE: Final = regex(r"\\(?:text|mbox|mathrm)\s*\{[^{}]*\}")
_SETTING: Final = regex(r"\b(?:if|for|when|suppose|case|let)\b[^:]*:")
#: All standard deviations 1.
_OF_ALL: Final = regex(
    r"\ball (?:the )?(?P<what>standard deviations|variances|means)"
    r"(?: are| equal(?: to)?| being| set to)* (?P<value>\d+(?:\.\d+)?)(?=\s*(?:[,.;:)]|$))"
)
_FARTHEST: Final = 30000
_FOLLOWS: Final = regex(r"\\(?:implies|Rightarrow|Longrightarrow|iff|Leftrightarrow)\b")
_WORDED: Final = regex(r"independent|i\.\s?i\.\s?d|iid|mean|varianc|deviation")


def world_before(text: str, local: str, knows: Sequence[str]) -> World:
    """What a document says up to a claim.

    Args:
        text: the document up to the formula.
        local: the formula itself, up to what is claimed.
        knows: names that the document gives a meaning of their own.
    """
    world = World()
    known = frozenset(knows)
    section = _SECTION.split(text[-_FARTHEST:])[-1]
    place = 0
    for found in FORMULA.finditer(section):
        if found["d"] is None and found["e"] is None:
            _sentences(world, section[place : found.start()])
            place = found.end()
        latex = next(g for g in found.groups() if g is not None)
        _formula(world, latex, known, is_display=found["d"] is None and found["e"] is None)
    _sentences(world, section[place:])
    if TABLE.search(section) is not None:
        world.joints += joints_in(section, formulas(section))
    if local:
        _sentences(world, local)
        _formula(world, local, known, is_display=True, is_local=True)
    return world


def _told_moments(world: World, text: str) -> None:
    """Var(X) = 2 among words."""
    for found in _TOLD_MOMENT.finditer(text):
        value, _ = expression_at(text, found.end())
        _statements(world, f"{found.group()}{value}", frozenset(), False)


@lru_cache(maxsize=1024)
def _said(text: str) -> tuple[Said, ...]:
    return tuple(said_in(text))


@lru_cache(maxsize=4096)
def _parsed(latex: str) -> tuple[tree.Statement, ...]:
    """The statements of a formula that are understood; it is looked at for each claim below it."""
    return tuple(s for s in parse(latex).statements if isinstance(s, tree.Statement))


def is_named(latex: str) -> bool:
    """Whether colons in a formula stand behind words alone: "Bernoulli: P(x) = …"."""
    supposed = _SETTING.search(latex.lower()) is not None
    return not supposed and ":" not in _WORDS_BEFORE.sub("", latex)


def formulas(text: str) -> Iterator[str]:
    """The formulas of a text in their order."""
    return (next(g for g in m.groups() if g is not None) for m in FORMULA.finditer(text))


def _sentences(world: World, text: str) -> None:
    for said in _said(text):
        tell(world, said)
    for found in _OF_ALL.finditer(plain_words(text)):
        of_all(world, found["what"].rstrip("s").split()[-1], found["value"])
    if "$" not in text:
        _told_moments(world, text)
    for found in regex(
        r"([^\s$()]+)\s*\\sim\s*((?:\\math\w+)?\{?\\?\w+\}?\s*(?:\\left)?\([^$;]*?\))"
    ).finditer(text if "$" not in text else ""):
        _statements(world, found.group(), frozenset(), True)


def _formula(
    world: World, latex: str, known: frozenset[str], is_display: bool, is_local: bool = False
) -> None:
    names_only = r"\sim" in latex or is_named(latex)
    if ":" in latex and is_display and not is_local and not names_only:
        return  # what is said there is supposed for what stands behind the colon
    _statements(world, latex, known, is_local, is_display and not is_local)
    if "ernoulli" in latex:
        members_as_bernoulli(world)
    if is_display and not is_local and _WORDED.search(latex) and not _FOLLOWS.search(latex):
        for piece in re.split(r"\\q?quad(?![a-z])|\\\\", latex):
            if r"\text" in piece and r"\sim" not in piece and ":" not in piece:
                for said in _said(piece):
                    tell(world, said)
                _told_moments(world, plain_words(piece))
        if r"\sim" in latex and re.search(r"(?<!not )independent|i\.\s?i\.\s?d|iid", latex):
            told = {
                b for s in _parsed(latex) for n in _told_of(s.body) for b in bases_of(world, (n,))
            }
            world.groups.append(frozenset(told))
            world.within |= told


def _told_of(body: tree.Node) -> Iterator[tree.Node]:
    if isinstance(body, tree.Chain) and body.links[-1].relation == "~":
        yield from _items(body.first)


def _statements(
    world: World, latex: str, known: frozenset[str], is_local: bool, may_claim: bool = False
) -> None:
    before: tuple[tree.Node, ...] = ()
    statements = _parsed(latex)
    alone = len(statements) == 1 and may_claim
    for statement in statements:
        body = statement.body
        if isinstance(body, tree.Chain):
            _chain(world, body, before, known, is_local)
            if all(_WORDED.search(q.words) or q.words == "with" for q in statement.qualifiers):
                short(world, body, known, is_local)
            if alone and len(body.links) == 1:
                _note_weak(world, body)
            before = ()
        elif not statement.qualifiers:
            before = (*before, *_items(body))


def _note_weak(world: World, chain: tree.Chain) -> None:
    """A mean or a variance in a formula alone may be a claim: nothing is false by it."""
    asked = operation_of(regrouped(chain.first), frozenset[str]().__contains__)
    for item in asked.items if asked is not None and asked.kind in ("mean", "variance") else ():
        base = world.base(item) if isinstance(item, tree.Name) else None
        law = world.variables.get(base[0]) if base is not None else None
        if law is not None and law.kind != ODDS and chain.links[0].operand in law.parts:
            world.weak.add(base[0] if base is not None else "")


def _items(node: tree.Node) -> tuple[tree.Node, ...]:
    if isinstance(node, tree.Product) and isinstance(node.factors[0], tree.Name):
        word = node.factors[0].base
        node = node.factors[-1] if word in ("independent", "iid", "Let", "let") else node
    if isinstance(node, tree.Group) and node.fence in ("", "()"):
        return tuple(n for n in node.items if not isinstance(n, tree.Dots))
    return (node,)


def _chain(
    world: World,
    chain: tree.Chain,
    before: tuple[tree.Node, ...],
    known: frozenset[str],
    is_local: bool,
) -> None:
    last = chain.links[-1]
    note_values(world, chain)
    if last.relation == "~":
        law(world, chain, (*before, *_items(chain.first)))
    elif len(chain.links) == 1 and last.relation in ("=", ":="):
        equation(world, chain, known, is_local)
    elif all(link.relation in ("<", "≤", ">", "≥", "∈") for link in chain.links):
        _range(world, chain, before)


def _range(world: World, chain: tree.Chain, before: tuple[tree.Node, ...]) -> None:
    nodes = [chain.first, *(link.operand for link in chain.links)]
    names = [n for n in (*before, *nodes) if isinstance(n, tree.Name)]
    groups = [n for n in nodes if isinstance(n, tree.Group) and n.fence == ""]
    names += [i for g in groups for i in g.items if isinstance(i, tree.Name)]
    is_set = chain.links[-1].relation == "∈"
    if is_set and isinstance(chain.links[-1].operand, tree.Name):
        if chain.links[-1].operand.font == "bb":
            world.constants |= {
                k for n in names if n.font != "bb" and (k := tree.key(n)) is not None
            }
        return
    if len(nodes) <= 3 and all(
        isinstance(n, (tree.Name, tree.Number, tree.Quotient, tree.Group)) for n in nodes
    ):
        world.ranges.append(chain)
