r"""How many there are, by formulas that words tell: \text{Conv}(c, d): 9cd + d \text{ parameters}.

A formula is told before its noun, "(k^2c+1)c' parameters", behind it, "output size ⌊(n-k)/s⌋+1",
or for something that is called with arguments, as layers are. Claims give all letters of one such
formula before a colon, "k = 3, c = 3, c' = 64: 1{,}792 parameters", or call it with numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.deferred import dataclass, regex
from symnn.documents import rules
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.noun_formulas import noun_in
from symnn.documents.judging.wording.owners import (
    Owner,
    besides,
    is_same,
    owner_in,
    speaks_of_others,
)
from symnn.documents.judging.wording.pieces import (
    Piece,
    lead_of,
    pieces_of,
    words_before,
)
from symnn.documents.judging.wording.several_counts import (
    BEHIND,
    claim_in,
    head_of,
    node_of,
    number_in,
    parted,
)
from symnn.documents.judging.wording.usual_layers import usual_layer
from symnn.documents.model import Entry, Outcome, RightValue
from symnn.errors import SymnnError
from symnn.exact.expression import ZERO, Expr, add, rational
from symnn.exact.plain import plain
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader

_OPENS: Final = regex(
    r"(?:.*\b)?(?:has|have|contains?|with|needs?|gives?|are|is|at most|exactly|uses?|of|into)"
)
_CALLED: Final = regex(r"(?:nn\.|torch\.nn\.)?(?P<name>[A-Z][A-Za-z0-9]{2,20})")
_HAS: Final = regex(
    r"(?:(?:together|in total|altogether) )?(?:has|have|contains?|contain)(?: exactly)?"
    r"(?: (?:a total of|together|in total|altogether))?"
)
_KINDS: Final = (tree.Sum, tree.Product, tree.Power, tree.Quotient, tree.BigOperator, tree.Call)


#: Where the document keeps them.
TOLD: Final = " told in words"


@final
@dataclass(frozen=True, slots=True)
class Told:
    """The formula for what a noun counts, perhaps of something that is called with arguments.

    `words` is how much prose stood before it: behind more, a noun may be of another thing. `owner`
    has it, and `around` are the things that are spoken of beside it.
    """

    noun: str
    formula: tree.Node
    section: tuple[str, ...]
    called: str = ""
    parameters: tuple[str, ...] = ()
    at_most: bool = False
    words: int = 0
    owner: Owner = Owner()
    around: Owner = Owner()


@final
@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, and what is said of it."""

    value: Expr
    said: Expr
    at_most: bool = False


# --- what is told ---------------------------------------------------------------------


def learn(latex: str, section: tuple[str, ...], words: int = 0, lead: str = "") -> Iterator[Told]:
    """The formulas that a formula tells for nouns.

    Args:
        latex: the formula.
        section: the headings that it stands under.
        words: how much prose stands before it.
        lead: the sentence that it goes on with.
    """
    found: list[Told] = []
    pieces = pieces_of(latex)
    around = owner_in(" ".join([lead, *(p.text for p in pieces if p.kind == "text")]))
    for at, piece in enumerate(pieces):
        if piece.kind != "math":
            continue
        before = pieces[at - 1] if at else Piece("sign", "")
        behind = pieces[at + 1] if at + 1 < len(pieces) else Piece("sign", "")
        noun, text = "", piece.text
        named = BEHIND.fullmatch(before.text) if before.kind == "text" else None
        if behind.kind == "text":
            opened = before.kind != "text" or _OPENS.fullmatch(before.text) is not None
            noun = (noun_in(behind.text) or "") if opened else ""
        if not noun and named is not None and (behind.kind != "text" or behind.text[0] == "("):
            noun, text = named["noun"], text.lstrip("=& ")
        node = _open_formula(text) if noun else None
        if node is not None:
            called, parameters = _head_before(pieces, at)
            bound = before.kind == "text" and before.text.endswith("at most")
            owner = owner_in(words_before(pieces, at) or lead)
            found += [Told(head_of(noun), node, section, called, parameters, bound, words, owner)]
    around = besides(around, [one.owner for one in found])
    yield from (replace(one, around=around) for one in found)


def _open_formula(latex: str) -> tree.Node | None:
    node = node_of(latex)
    return node if isinstance(node, _KINDS) or (_is_floor(node) and letters(node)) else None


def _is_floor(node: tree.Node | None) -> bool:
    return isinstance(node, (tree.Floor, tree.Ceiling))


def _head_before(pieces: Sequence[Piece], at: int) -> tuple[str, tuple[str, ...]]:
    """Conv and its parameters, of Conv(c, d, k): … before a formula."""
    if at < 3 or pieces[at - 1].text not in (":", "=") or pieces[at - 3].kind != "text":
        return "", ()
    name = _CALLED.fullmatch(pieces[at - 3].text)
    arguments = _arguments(pieces[at - 2])
    keys = tuple(tree.key(item) or "" for item in arguments)
    return (name["name"], keys) if name and keys and all(keys) else ("", ())


def _arguments(piece: Piece) -> tuple[tree.Node, ...]:
    node = node_of(piece.text) if piece.kind == "math" else None
    fits = isinstance(node, tree.Group) and node.fence == "()"
    return node.items if fits and isinstance(node, tree.Group) else ()


def letters(node: tree.Node | None) -> frozenset[str]:
    """The letters of a formula, without those that sums run over."""
    if node is None:
        return frozenset()
    key = tree.key(node) if isinstance(node, (tree.Name, tree.Prime)) else None
    if key is not None:
        return frozenset({key})
    found = frozenset[str]().union(*map(letters, tree.children(node)))
    lower = node.lower if isinstance(node, tree.BigOperator) else None
    return found - letters(lower.first if isinstance(lower, tree.Chain) else lower)


# --- what is claimed ------------------------------------------------------------------


def with_counts(place: Place, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries of a formula, or that of a number that a formula told in words gives.

    Args:
        place: where it stands.
        entries: what was found otherwise; if that is no claim, what the formula tells is learnt.
    """
    told: list[Told] = place.state.counts.setdefault(TOLD, [])
    settled = any(e.verdict in ("proved", "refuted") and e.kind == "claim" for e in entries)
    found = None if settled else counted(place, told)
    if found is not None:
        return [*(e for e in entries if e.kind == "definition"), found]
    formula = place.formula
    told += learn(formula.latex, formula.headings, place.state.words, lead_of(formula))
    if formula.latex.count(r"\in") > 1:
        from symnn.documents.judging.wording.told_arrays import entries_of_arrays

        if (entries_of := entries_of_arrays(formula.latex)) is not None:
            words = place.state.words
            told.append(Told("parameters", entries_of, formula.headings, words=words))
    return entries


def counted(place: Place, told: Sequence[Told]) -> Entry | None:
    """The entry of a claim about such a number; None for any other formula.

    Args:
        place: where it stands.
        told: the formulas so far.
    """
    here = [one for one in told if one.section == place.formula.headings]
    pieces = pieces_of(place.formula.latex)
    try:
        found = _with_settings(place, pieces, here) or _of_calls(place, pieces, here)
    except SymnnError:
        return None
    return None if not found else entry_of(place, found)


def _with_settings(place: Place, pieces: Sequence[Piece], told: Sequence[Told]) -> list[Counted]:
    """k = 3, c = 3: 28 parameters, and n = 32: output size 30."""
    colons = [at for at, piece in enumerate(pieces) if piece.text == ":" and piece.kind == "sign"]
    if len(colons) != 1:
        return []
    given = settings_in(pieces[: colons[0]])
    parts = parted([piece for piece in pieces[colons[0] + 1 :] if "quad" not in piece.text])
    words = " ".join(piece.text for piece in pieces if piece.kind == "text")
    if not given or speaks_of_others(words):
        return []
    owner = owner_in(words)
    found = [_with_given(place, part, given, told, owner) for part in parts]
    return [one for one in found if one is not None] if all(found) else []


def _with_given(
    place: Place,
    part: list[Piece],
    given: dict[str, tree.Node],
    told: Sequence[Told],
    owner: Owner,
) -> Counted | None:
    """One number of things, by the only formula for them."""
    claim = claim_in(part)
    if claim is None:
        return None
    noun, number, at_most = claim
    same = [one for one in told if one.noun == noun and one.words == place.state.words]
    fitting = [one for one in same if not one.called and letters(one.formula) == {*given}]
    if not owner.things and any(one.formula != fitting[0].formula for one in fitting):
        return None
    fitting = [one for one in fitting if is_same(one.owner, one.around, owner)]
    if not fitting or any(one.formula != fitting[0].formula for one in fitting):
        return None
    if any(one.at_most for one in fitting) and not at_most:
        return None  # so many there may be
    value = value_with(place, fitting[0].formula, given)
    return Counted(value, rational(number), at_most)


def settings_in(pieces: Sequence[Piece]) -> dict[str, tree.Node]:
    """The values before a colon; none at all if anything else stands there."""
    found: dict[str, tree.Node] = {}
    for piece in pieces:
        if piece.kind == "sign":
            continue
        node = node_of(piece.text) if piece.kind == "math" else None
        if not isinstance(node, tree.Chain) or any(li.relation != "=" for li in node.links):
            return {}
        *names, last = (node.first, *(link.operand for link in node.links))
        keys = [tree.key(name) for name in names]
        if None in keys or letters(last):
            return {}
        found.update({key: last for key in keys if key is not None})
    return found


def _of_calls(place: Place, pieces: list[Piece], told: Sequence[Told]) -> list[Counted]:
    """Conv(3, 16, 3) has 432 weights and 16 biases."""
    calls: list[tuple[str, tuple[tree.Node, ...]]] = []
    while len(pieces) > 1 and pieces[0].kind == "text" and (items := _arguments(pieces[1])):
        name = _CALLED.fullmatch(pieces[0].text.removeprefix("and "))
        if name is None or any(letters(item) for item in items):
            return []
        calls.append((name["name"], items))
        pieces = pieces[2:]
        pieces = pieces[1:] if pieces and pieces[0].text == "," else pieces
    if not calls or not pieces or _HAS.fullmatch(pieces[0].text) is None:
        return []
    pieces = pieces[1:]
    found: list[Counted] = []
    while len(pieces) > 1 and pieces[0].kind == "math" and pieces[1].kind == "text":
        number = number_in(pieces[0])
        words = pieces[1].text.removesuffix(" and").removesuffix(" each")
        noun = noun_in(words)
        values = [_of_call(place, told, call, noun or "") for call in calls]
        if number is None or noun is None or None in values:
            return []
        known = [value for value in values if value is not None]
        sums = known if pieces[1].text.endswith(" each") else [add(ZERO, *known)]
        found += [Counted(value, rational(number)) for value in sums]
        pieces = pieces[2:]
    return found if not pieces else []


def _of_call(
    place: Place, told: Sequence[Told], call: tuple[str, tuple[tree.Node, ...]], noun: str
) -> Expr | None:
    name, items = call
    text = place.state.source.text
    own = [one for one in told if one.called == name and len(one.parameters) == len(items)]
    if not own and (usual := usual_layer(text, name, len(items))) is not None:
        node = node_of(usual[1])
        own = [] if node is None else [Told("parameters", node, (), name, usual[0])]
    exact = [one for one in own if one.noun == head_of(noun)]
    if len(own) != 1 and len(exact) != 1:
        return None
    rule = exact[0] if exact else own[0]
    formula: tree.Node | None = rule.formula
    if not exact:
        formula = _part(rule, head_of(noun))
    values = dict(zip(rule.parameters, items, strict=True))
    if formula is None or not letters(formula) <= {*values}:
        return None
    return value_with(place, formula, values)


def _part(rule: Told, noun: str) -> tree.Node | None:
    """The weights, or the biases, of a formula for parameters: nm, or m, of nm + m."""
    formula = rule.formula
    if rule.noun != "parameters" or not isinstance(formula, tree.Sum) or len(formula.terms) != 2:
        return None
    bare = [term for term in formula.terms if isinstance(term, tree.Name)]
    rest = [term for term in formula.terms if isinstance(term, (tree.Product, tree.Power))]
    if len(bare) != 1 or len(rest) != 1:
        return None
    return {"weights": rest[0], "biases": bare[0]}.get(noun)


def value_with(place: Place, formula: tree.Node, given: Mapping[str, tree.Node]) -> Expr:
    """What a formula gives with values for its letters."""
    return reader(place.state.scope).read_scalar(_put(formula, given)).expr


def _put(node: tree.Node, given: Mapping[str, tree.Node]) -> tree.Node:
    """A formula with numbers for its letters; a letter before a bracket is a factor."""
    key = tree.key(node) if isinstance(node, (tree.Name, tree.Prime)) else None
    if key is not None and key in given:
        return tree.Group("()", (given[key],), span=node.span)
    if isinstance(node, tree.Call) and tree.key(node.head) in given:
        parts = _put(node.head, given), _put(node.arguments, given)
        return tree.Product(parts, ("·",), span=node.span)
    return tree.map_children(node, lambda part: _put(part, given))


def entry_of(place: Place, found: Sequence[Counted]) -> Entry | None:
    """The entry: right if all numbers are, and false if one is."""
    verdicts = [decide(Claim(Atomic("=", one.value, one.said)), seconds=2) for one in found]
    if any(verdict.status is Status.UNDECIDED for verdict in verdicts):
        return None
    wrong = [one for one, v in zip(found, verdicts, strict=True) if v.status is Status.REFUTED]
    for one in wrong:
        below = decide(Claim(Atomic("<", one.said, one.value)), seconds=2)
        if one.at_most and below.status is not Status.PROVED:
            return None  # a bound that is not the least one
    outcome: Outcome = "refuted" if wrong else "proved"
    reason = None
    if wrong and may_be_posed_in_words(place.formula):
        outcome, reason = "undecided", "the words around it may suppose others"
    rule = {"proved": rules.PROVED, "refuted": rules.FALSE_SENTENCE}.get(outcome, rules.UNDECIDED)
    right = plain(wrong[0].value) if wrong and not reason else None
    return place.entry(
        0,
        len(place.latex),
        rule=rule.id,
        kind="claim",
        relation="is",
        verdict=outcome,
        evidence="" if reason else "by the formula that words tell for it",
        reason=reason,
        right_value=None if right is None else RightValue(right, right),
    )
