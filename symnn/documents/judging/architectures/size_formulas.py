r"""Output sizes by the formula of the document: "s = 1, p = (k - 1)/2: o = n for all odd k".

What stands before an arrow or a colon are values; letters without one are whole numbers, for which
all values are whole. Letters that an earlier example gave numbers stand open here, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Final, final

from symnn.deferred import regex
from symnn.documents.judging.architectures.whole_sizes import (
    NoSizeError,
    Polynomial,
    added,
    at_rests,
    constant,
    is_whole,
    moduli,
    put_in,
    rests,
    value,
)
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.sentence_entries import sentence_entry
from symnn.documents.judging.wording.alternatives import BY_OWN_SIZES
from symnn.documents.judging.wording.attributed import held_at_distance
from symnn.documents.model import Entry
from symnn.documents.source import says
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_ARROWS: Final = frozenset({"⇒", "→"})
_KINDS: Final = {"odd": 1, "even": 0}
_KIND: Final = regex(
    r"(?:(?:for|with|if|is|and|where) )*(?:all |every |any |each )?(?:positive )?(?P<kind>odd|even)"
    r"(?: (?:numbers?|values?|integers?|kernel sizes?|sizes?|k))?(?: of)?"
)
_ALL: Final = regex(
    r"(?:(?:for|with) )?(?:all|every|any|each)(?: (?:positive|whole|natural|integers?|numbers?))*"
)
_REMARK: Final = regex(
    r"(?:keeps|preserves|halves|doubles) (?:the|every|each) (?:spatial |input )?(?:size|width"
    r"|length|resolution)|"
    r"\(?(?:the|so the|so that the)? ?(?:output |spatial )?(?:size|width|length|resolution)"
    r"(?: of the (?:input|image|output))? (?:is|stays) (?:kept|preserved|unchanged|halved|the same)"
    r"\)?"
)
_LED: Final = regex(r"(?:with|for|if|when|where|at|let)")
_SIZED: Final = regex(
    r"(?:the )?(?:(?:wide|narrow|equal-width|same|valid|full) )?(?:convolution|output|result|layer"
    r"|feature map)? ?(?:has |is of |of )?(?:the )?(?:output )?(?:size|width|length|height)"
    r"(?: of the (?:output|result))?(?: is| equals)?"
)
_LABEL: Final = regex(r"(?P<label>[a-z][a-z -]{2,30}):?")
_LABEL_BEFORE: Final = regex(r"\\(?:text|mbox)\{\s*(?P<label>[A-Za-z][a-z -]{2,30}?)\s*:\s*\}\s*$")
_MATHEMATICS: Final = regex(r"(?s)\$\$(.+?)\$\$|\\\[(.+?)\\\]|\$([^$]{1,400})\$")
_THEN: Final = regex(r"(?:then |so |that )*(?:we (?:have|get|find)|one (?:has|gets)|then|it holds)")
_SPEAKS: Final = regex(
    r"(?i)stride|padding|kernel|convol|pooling|output size|feature map|filter|receptive"
)


@final
@dataclass(slots=True)
class _Said:
    """The values, the kinds of numbers, the label, and the equation that is claimed."""

    values: dict[str, tree.Node] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    label: str = ""
    left: tree.Node | None = None
    right: tree.Node | None = None
    maps: bool = False
    quantified: set[str] = field(default_factory=set)


def with_sizes(
    place: Place,
    statements: Sequence[tree.Statement | tree.Unreadable],
    entries: Iterator[Entry],
) -> Iterator[Entry]:
    """The entries of a formula, or that of a claim of sizes behind values that it is."""
    said = _read(statements)
    try:
        found = None if said is None else _judged(place, said)
    except NoSizeError:
        found = None
    if said is None or found is None:
        yield from entries
        return
    if found.outcome == "refuted":
        distance = held_at_distance(place.formula, place.state.source.text)
        if distance is not None or may_be_posed_in_words(place.formula):
            yield from entries
            return
    yield sentence_entry(place, found, relation="is")


# --- what is said -----------------------------------------------------------------------


def _read(statements: Sequence[tree.Statement | tree.Unreadable]) -> _Said | None:
    said = _Said()
    for order, one in enumerate(statements):
        if not isinstance(one, tree.Statement) or not _take(said, one, order, len(statements)):
            return None
    return said if said.right is not None and (said.values or said.kinds) else None


def _take(said: _Said, one: tree.Statement, order: int, number_of: int) -> bool:
    body, is_last = one.body, order == number_of - 1
    then = one.qualifiers[-1] if one.qualifiers and is_last else None
    if then is not None and _THEN.fullmatch(_words(then.words)):
        claim, bare = then.body, replace(one, qualifiers=one.qualifiers[:-1])
        given = _take(said, bare, order, number_of + 1)
        return given and isinstance(claim, tree.Chain) and _claim(said, claim)
    lead = " ".join(one.lead.text.split()).lower().strip(" ,:") if one.lead is not None else ""
    if isinstance(body, tree.Text):
        label = _LABEL.fullmatch(" ".join(body.text.split()).lower())
        said.label = label["label"] if label is not None and order == 0 else said.label
        return label is not None and order == 0
    if not _take_kinds(said, one, lead):
        return False
    if is_last and not isinstance(body, tree.Chain) and _SIZED.fullmatch(lead):
        said.right = body  # of one side: 28 × 28 is the size of both
        return not any(isinstance(p, tree.Product) and "×" in p.operators for p in tree.walk(body))
    if isinstance(body, tree.Name):
        kinds = (_KIND.fullmatch(_words(q.words)) for q in one.qualifiers)
        return any(kinds) or _KIND.fullmatch(lead) is not None
    if not isinstance(body, tree.Chain) or (lead and _LED.fullmatch(lead) is None):
        return False
    if any(link.relation in _ARROWS for link in body.links):
        return is_last and _take_arrow(said, body)
    if is_last and one.separator == ":":
        return _claim(said, body)
    return not is_last and _give(said, body)


def _take_arrow(said: _Said, body: tree.Chain) -> bool:
    """Values before an arrow and the claim behind it, which stand in one chain or in two."""
    at = next(k for k, link in enumerate(body.links) if link.relation in _ARROWS)
    arrow, rest = body.links[at], body.links[at + 1 :]
    said.maps = arrow.relation == "→"
    premise = body.first if at == 0 else replace(body, links=body.links[:at])
    conclusion = replace(body, first=arrow.operand, links=rest) if rest else arrow.operand
    whole = isinstance(conclusion, tree.Chain) and (rest == () or at > 0)
    return whole and _give(said, premise) and _claim(said, conclusion)


def _words(text: str) -> str:
    return " ".join(text.lower().split()).strip(" ,.")


def _take_kinds(said: _Said, one: tree.Statement, lead: str) -> bool:
    """Odd and even letters beside it; whether all words are understood."""
    if isinstance(one.body, tree.Name) and (match := _KIND.fullmatch(lead)):
        said.kinds[tree.key(one.body) or ""] = _KINDS[match["kind"]]
    for qualifier in one.qualifiers:
        words = _words(qualifier.words)
        match = _KIND.fullmatch(words)
        body = one.body if qualifier.body is None else qualifier.body
        key = tree.key(body)
        said.quantified |= _names(body)
        if match is not None and key is not None:
            said.kinds[key] = _KINDS[match["kind"]]
        elif qualifier.body is None and _REMARK.fullmatch(words):
            continue
        elif not (_ALL.fullmatch(words) and (key is not None or isinstance(body, tree.Group))):
            return False
    return True


def _give(said: _Said, chain: tree.Node) -> bool:
    """Values of names: s = 1, k = s = 2, m = 2p + 1."""
    if not isinstance(chain, tree.Chain) or any(li.relation != "=" for li in chain.links):
        return False
    *names, last = (chain.first, *(link.operand for link in chain.links))
    for name in names:
        key = tree.key(name)
        if key is None or key in said.values:
            return False
        said.values[key] = last
    return True


def _claim(said: _Said, chain: tree.Node) -> bool:
    if not isinstance(chain, tree.Chain) or len(chain.links) != 1 or chain.links[0].relation != "=":
        return False
    said.left, said.right = chain.first, chain.links[0].operand
    return True


# --- judging ----------------------------------------------------------------------------


def _judged(place: Place, said: _Said) -> Judgement | None:
    told = _formula(place, said)
    if told is None or said.right is None:
        return None
    body = told.body
    floors = any(isinstance(part, tree.Floor | tree.Ceiling) for part in tree.walk(body))
    if not (floors or said.label or says(place.state.source.text, _SPEAKS)):
        return None  # what is divided may be any number
    names = _names(body) | _names(said.right) | {n for v in said.values.values() for n in _names(v)}
    free = names - said.values.keys() - said.kinds.keys()
    defaults = {name: told.beside[name] for name in free & told.beside.keys()}
    if names & defaults.keys() & _names(said.right):
        return None
    values = {**defaults, **said.values}
    letters = tuple(sorted(names - values.keys()))
    own = said.label or said.maps or said.left is None  # what nothing else decides
    if len(letters) > 3 or not (letters or own):
        return None
    found = _over_rests(body, said, values, letters)
    if found is not None and found.outcome == "refuted":
        known = _names(said.right) | said.kinds.keys()
        known |= {n for v in said.values.values() for n in _names(v)}
        if not set(letters) <= known:
            return None  # a letter that nothing is said of may have another value
        if any(_is_formula(place, key) for key in set(letters) - said.quantified):
            return None
        examples = _examples(place, set(letters) - said.kinds.keys() - said.quantified)
        rest = tuple(key for key in letters if key not in examples)
        there = _over_rests(body, said, {**values, **examples}, rest) if examples else None
        if examples and (there is None or there.outcome != "refuted"):
            return None  # with the numbers of an example it may be right
    return found


@final
@dataclass(frozen=True, slots=True)
class _Told:
    """A formula for a size, the word before it, and the numbers that stand beside it."""

    key: str
    body: tree.Node
    label: str
    beside: dict[str, tree.Node]


def _formulas(place: Place) -> Iterator[_Told]:
    """The formulas with whole parts or quotients that the text gives before."""
    for match in _MATHEMATICS.finditer(place.state.source.text[: place.formula.outer_start]):
        latex = next(filter(None, match.groups()))
        statements = [s for s in parse(latex).statements if isinstance(s, tree.Statement)]
        bodies = [(s, b) for s in statements for b in (s.body, *(q.body for q in s.qualifiers))]
        chains = [(s, body) for s, body in bodies if isinstance(body, tree.Chain)]
        numbers: dict[str, tree.Node] = {
            tree.key(c.first) or "": c.links[0].operand
            for _, c in chains
            if len(c.links) == 1 and isinstance(c.links[0].operand, tree.Number)
        }
        for order, (statement, chain) in enumerate(chains):
            key, link = tree.key(chain.first), chain.links[0]
            label = _LABEL_BEFORE.search(latex[: chain.span.start])
            if statement.separator == ":" and order and label is None:
                break  # what stands behind values is a claim
            if key is None or link.relation != "=":
                continue
            yield _Told(key, link.operand, label["label"].lower() if label else "", numbers)


def _formula(place: Place, said: _Said) -> _Told | None:
    """The formula of what is claimed, with the label if there is one."""
    key = None if said.left is None else tree.key(said.left)
    found = [f for f in _formulas(place) if f.key == (key or f.key) and f.label == said.label]
    found = [f for f in found if _is_size(f)]
    same = found and all(f.key == found[0].key and f.body == found[0].body for f in found)
    return found[0] if same else None


def _is_size(told: _Told) -> bool:
    """Whether a formula divides by a step, or is labelled."""
    parts = tree.walk(told.body)
    return bool(told.label) or any(isinstance(p, tree.Floor | tree.Quotient) for p in parts)


def _names(node: tree.Node) -> set[str]:
    key = tree.key(node)
    if key is not None:
        return {key}
    return {name for part in tree.children(node) for name in _names(part)}


def _is_formula(place: Place, name: str) -> bool:
    """Whether a letter was given what is no number."""
    known = place.state.scope.latest(name)
    return known is not None and not isinstance(known.body, tree.Number)


def _examples(place: Place, names: set[str]) -> dict[str, tree.Node]:
    """The numbers that letters have, from an example before."""
    latest = {name: place.state.scope.latest(name) for name in names}
    return {k: b.body for k, b in latest.items() if b and isinstance(b.body, tree.Number)}


def _over_rests(
    body: tree.Node, said: _Said, values: Mapping[str, tree.Node], letters: tuple[str, ...]
) -> Judgement | None:
    for modulus in moduli(letters):
        if said.kinds and modulus % 2:
            continue
        try:
            return _at_modulus(body, said, values, letters, modulus)
        except NoSizeError:
            continue
    return None


def _at_modulus(
    body: tree.Node,
    said: _Said,
    values: Mapping[str, tree.Node],
    letters: tuple[str, ...],
    modulus: int,
) -> Judgement | None:
    seen, doubted, right = False, False, said.right or body
    for at in rests(letters, modulus):
        if any(at[k] % 2 != odd for k, odd in said.kinds.items() if k in at):
            continue
        known = _known(at_rests(at, modulus), values)
        if known is None or not _fit(said.kinds, known):
            continue
        seen = True
        found, claimed = value(body, known), value(right, known)
        if not added(found, claimed, -1):
            continue
        if not is_whole(claimed) and not _names(right) <= said.quantified:
            doubted = True  # n/2 may be meant of even n alone
        else:
            return _witness(found, claimed, known, letters, (at, modulus))
    return Judgement("proved", BY_OWN_SIZES) if seen and not doubted else None


def _fit(kinds: Mapping[str, int], known: Mapping[str, Polynomial]) -> bool:
    """Whether values that are numbers are odd or even as it is said."""
    numbers = ((constant(known[key]), odd) for key, odd in kinds.items() if key in known)
    return all(n is None or n % 2 == odd for n, odd in numbers)


def _known(
    letters: dict[str, Polynomial], values: Mapping[str, tree.Node]
) -> dict[str, Polynomial] | None:
    """The letters with all values; None if one of these is not whole."""
    known = dict(letters)
    left = dict(values)
    while left:
        ready = [k for k, node in left.items() if _names(node) <= known.keys()]
        if not ready:
            raise NoSizeError("values that rest on each other")
        for key in ready:
            known[key] = value(left.pop(key), known)
            if not is_whole(known[key]):
                return None
    return known


def _witness(
    found: Polynomial,
    claimed: Polynomial,
    known: Mapping[str, Polynomial],
    letters: tuple[str, ...],
    at: tuple[Mapping[str, int], int],
) -> Judgement | None:
    """Sizes of a layer at which it is wrong."""
    rest, modulus = at
    for steps in product(range(6), repeat=len(letters)):
        there = dict(zip(letters, steps, strict=True))
        sizes = {key: put_in(one, there) for key, one in known.items()}
        one, two = put_in(found, there), put_in(claimed, there)
        if one != two and one >= 1 and all(n >= 0 for n in sizes.values()):
            if any(sizes[key] < 1 for key in letters):
                continue
            shown = tuple((k, str(n * modulus + rest[k])) for k, n in there.items()) or None
            note = (f"it is {one}",)
            return Judgement("refuted", BY_OWN_SIZES, counterexample=shown, notes=note)
    return None
