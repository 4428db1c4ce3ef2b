"""Whether the letters of sizes are free of each other: X is m × n, and nobody says that m = n."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from symnn.deferred import regex
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key, own_names, plain_name

if TYPE_CHECKING:
    from symnn.documents.judging.placing import Place

TEXT: Final = "the sizes may be the same, or depend on each other"
#: Stands for any number among the letters that hang together.
_NUMBER: Final = "1"
_EQUAL: Final = frozenset({"=", ":=", "≡"})
_LETTERS: Final = regex(r"[A-Za-z|]\w*(?:_\{?[\w, ]+\}?)?\|?")
_SENTENCE: Final = regex(r"(?<=[.;:!?])\s|\n\s*\n")
_FORMULAS: Final = regex(r"(?s)\$\$.*?(?:\$\$|$)|\\\[.*?(?:\\\]|$)|\$[^$]*\$|\\\(.*?\\\)")
_LONE: Final = regex(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])")
_SIZE: Final = (
    r"(?:numbers?|sizes?|shapes?|dimensions?|dimensionality|lengths?|widths?|orders?|counts?"
    r"|heights?)"
)
#: Words by which sizes depend on each other.
_RELATED: Final = regex(
    r"(?<!non-)(?<!not )(?<!be )\bsquare(?!d)(?! roots?\b)(?!s)(?! (?:of|loss|error|distance))"
    rf"|\b(?:be|been|being) square\b|\bas many\b|\btwice\b|\bhalf as\b|\bdouble the\b"
    rf"|\b(?:same|equal|identical|common|matching|shared|coinciding|agreeing) {_SIZE}\b"
    rf"|\bequally (?:many|long|wide|large)\b"
    r"|\$\s*\w\s*\$ (?:(?:to )?(?:be|equal)|equals|is|coincides with|(?:is )?equal to) \$\s*\w\s*\$"
    rf"|\b{_SIZE}\b[^.;:]{{0,60}}\b(?:equals?|equal to|coincides?|agrees?|match(?:es)?|the same)\b"
)
_NEVER: Final = regex(
    r"\b(?:least|mean|root mean)[- ]squares?\b|\bnot (?:necessarily |even |always )?square\b"
    r"|\bneed not be square\b|\bsquare[- ]root\w*\b|\bsquare (?:brackets?|integrable)\b"
    r"|\bunit square\b"
)


def are_free(place: Place, sides: Sequence[tree.Node], by_sizes: bool) -> bool:
    """Whether what is refuted for some sizes of arrays is refuted for those that are meant.

    No relation is told between these sizes, and no word ties them. Sizes that do not fit have to be
    those of arrays that hang together, or to be told to differ.

    Args:
        place: where the claim stands.
        sides: its sides.
        by_sizes: whether it is refuted since its sizes do not fit.
    """
    letters = _letters_in(place, sides)
    if not letters or place.knowledge is None:
        return True
    told = list(_told(place))
    if _are_tied(told, letters):
        return False
    parts = [part for side in sides for part in tree.walk(side)]
    names = {part.base for part in parts if isinstance(part, tree.Name)}
    if _are_tied_in_words(place, names | {letter[:1] for letter in letters}):
        return False
    together = place.said.general or len(letters) < 2 or _hang_together(place, letters, told)
    return not by_sizes or together


def unless_related(place: Place, found: Judgement, left: tree.Node, link: tree.Link) -> Judgement:
    """What is found, left open if it is only so for sizes that may be related, or are not meant."""
    sides = (left, link.operand)
    by_sizes = is_of_sizes(link.relation, found.notes)
    if found.outcome == "undecided" or place.said.unequal:
        return found
    named = set().union(*map(own_names, sides)) - _letters_in(place, sides)
    free = are_free(place, sides, by_sizes) and not _is_tied(place, found, sides, named)
    return found if free else Judgement("undecided", reason=TEXT)


def unless_tied(place: Place, found: Judgement, sides: Sequence[tree.Node] = ()) -> Judgement:
    """A refutation at numbers for sizes, left open where equations tie these or give one of them.

    Args:
        place: where the claim stands.
        found: what is found.
        sides: expressions in which sizes are multiplied as such: (m × n)(n × p).
    """
    return Judgement("undecided", reason=TEXT) if _is_tied(place, found, sides, set()) else found


def _is_tied(place: Place, found: Judgement, sides: Sequence[tree.Node], arrays: set[str]) -> bool:
    """Whether sizes at which it is refuted are tied; the names of `arrays` are none of them."""
    products = [side for side in sides if _is_of_sizes_alone(side)]
    letters = {name for name, _ in found.counterexample or ()} - arrays
    letters = letters.union(*map(own_names, products))
    return found.outcome == "refuted" and _are_tied(list(_told(place)), letters)


def _is_of_sizes_alone(node: tree.Node) -> bool:
    return any(isinstance(n, tree.Product) and "×" in n.operators for n in tree.walk(node))


def _letters_in(place: Place, sides: Sequence[tree.Node]) -> set[str]:
    """The letters of the sizes of all names in the sides, and of the spaces there."""
    found: set[str] = set()
    seen: set[str] = set()
    stack = list(sides)
    knowledge = place.knowledge
    if knowledge is None:
        return found
    while stack:
        node = stack.pop()
        key = name_key(node)
        if isinstance(node, tree.Power) and tree.key(node.base) in ("R", "bb R"):
            found |= own_names(node.exponent)
        if key is None:
            stack.extend(tree.children(node))
        elif key not in seen:
            seen.add(key)
            body = knowledge.body(key)
            stack += [] if body is None else [body]
            for one in knowledge.choices(key, node.span.start):
                found |= {letter for size in one.shape for letter in _letters_of(size)}
    return found - {""}


def _letters_of(size: str) -> Iterator[str]:
    """The letters of a size that is written as text."""
    if not size.startswith("("):
        yield from () if size.isdigit() else (size,)
        return
    yield from _LETTERS.findall(size)


def _told(place: Place) -> Iterator[tree.Chain]:
    """All relations that the document told before, and those of this formula."""
    if place.state.arrays is None:
        return
    from symnn.documents.judging.open_arrays.learning import asides_of, told_of

    yield from (one.chain for one in (*told_of(place.state), *asides_of(place.state)))


def _are_tied(told: Sequence[tree.Chain], letters: set[str]) -> bool:
    """Whether equations give one of the sizes, or tie two of them; m ≥ n lets them be one, too."""
    equations = []
    for chain in told:
        relations = {link.relation for link in chain.links}
        if relations & {"≤", "≥"} and "∈" not in relations:
            if len(letters & own_names(chain)) > 1:
                return True
        elif relations <= _EQUAL:
            equations.append((chain.first, *(link.operand for link in chain.links)))
    for letter in letters:
        reached, before = {letter}, set[str]()
        while reached != before:
            before = set(reached)
            for sides in equations:
                if any(name_key(side) in before for side in sides) or (
                    all(map(_is_size, sides)) and before & set().union(*map(own_names, sides))
                ):
                    names = [own_names(side) for side in sides]
                    reached |= set().union(*names) | ({_NUMBER} if set() in names else set())
        if reached & (letters - {letter} | {_NUMBER}):
            return True
    return False


def _is_size(node: tree.Node) -> bool:
    """Whether it may be a size: one made of letters and numbers."""
    kinds = (tree.Name, tree.Number, tree.Product, tree.Sum, tree.Group)
    return all(isinstance(part, kinds) for part in tree.walk(node))


def _are_tied_in_words(place: Place, letters: set[str]) -> bool:
    """Whether a sentence that may speak of these letters ties sizes to each other."""
    text = place.state.source.text
    own = text[place.formula.outer_start : place.formula.outer_end]
    for sentence in _SENTENCE.split(text.replace(own, " ")):
        lower = _NEVER.sub(" ", sentence.lower())
        if _RELATED.search(lower) is None:
            continue
        named = {one for part in _FORMULAS.findall(sentence) for one in _LONE.findall(part)}
        for key, found in place.state.declared.known.items():
            if plain_name(key)[:1] in named:
                named |= {s[:1] for one in found for size in one.shape for s in _letters_of(size)}
        if not named or named & letters:
            return True
    return False


def _hang_together(place: Place, letters: set[str], told: Iterable[tree.Chain]) -> bool:
    """Whether all letters are sides of arrays that share letters, or are told to differ."""
    groups = [
        {letter for size in one.shape for letter in _letters_of(size)}
        for found in place.state.declared.known.values()
        for one in found
    ]
    groups += [
        own_names(chain) & letters
        for chain in told
        if {link.relation for link in chain.links} & {"≠", "<", ">"}
    ]
    reached = {min(letters)}
    while True:
        more = [group for group in groups if group & reached and not group <= reached]
        if not more:
            return letters <= reached
        reached |= set().union(*more)


def is_of_sizes(relation: str, notes: Iterable[str]) -> bool:
    """Whether a finding is that sizes do not fit."""
    words = r"undefined|would have to be|the left side is|is not square|needs? "
    return relation == "∈" or any(re.search(words, note) for note in notes)
