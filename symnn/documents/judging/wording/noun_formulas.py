r"""How many there are, by a formula before a noun: `\lfloor\frac{T-K}{S}\rfloor+1 \text{ outputs}`.

"T = 28, K = 5, S = 1: 24 outputs" then says that the formula is 24 at these values. It has to give
all letters of the formula and no others, without another word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.placing import State
from symnn.documents.judging.wording.owners import Owner, is_same, owner_in
from symnn.documents.judging.wording.pieces import lead_of, text_in
from symnn.documents.model import Entry
from symnn.documents.phrases.sentences import gives_value, is_hedged
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree

Statements: TypeAlias = "Sequence[tree.Statement | tree.Unreadable]"

_NOUN: Final = regex(
    r"(?P<noun>(?:[a-z-]+ ){0,2}[a-z-]+s)(?: in (?:all|total)| altogether)?"
    r"(?:(?: (?:for|when|with|where|of|per|in|on|from|at)\b|[,;.:]).*)?"
)
#: Words that no noun begins with, and units, which are no things that are counted.
_NO_NOUNS: Final = frozenset(
    {"is", "has", "was", "does", "as", "this", "thus", "its", "plus", "minus", "times", "equals"}
    | {"if", "for", "of", "or", "and", "bits", "bytes", "seconds", "hours", "minutes", "days"}
    | {"degrees", "radians", "units", "points", "less", "more", "fewer", "at", "versus", "dollars"}
    | {"gives", "yields", "holds", "vanishes", "converges", "increases", "decreases", "grows"}
)


@final
@dataclass(frozen=True, slots=True)
class Counted:
    """The formula for a number of things; None if there are two, and where it stands.

    `words` is how much prose stood before it: a noun alone, such as "parameters", may be of
    another thing once there is more. `owner` is whose number it is.
    """

    formula: tree.Node | None
    section: tuple[str, ...]
    words: int = 0
    owner: Owner = Owner()


def with_counts(
    state: State, formula: Formula, statements: Statements
) -> list[tree.Statement | tree.Unreadable]:
    """The statements, with equations for numbers of things that a formula is known for.

    Args:
        state: the formulas before nouns so far.
        formula: where the statements stand.
        statements: those of the formula.
    """
    found = list(statements)
    for place, statement in enumerate(statements):
        if isinstance(statement, tree.Statement) and place and statement.separator == ":":
            equation = _equation(state, formula, statement, statements)
            found[place] = equation or statement
    return found


def note_counts(
    state: State, formula: Formula, statements: Statements, entries: Sequence[Entry]
) -> None:
    """Keep the formulas before nouns, unless something in the formula may be false.

    Args:
        state: where they are kept.
        formula: where the statements stand.
        statements: those of the formula.
        entries: what was found about it.
    """
    if any(entry.verdict in ("refuted", "undecided") for entry in entries):
        return
    for noun, counted in filter(None, map(_spoken, statements)):
        _note(state, formula, noun, counted)


def _spoken(statement: tree.Statement | tree.Unreadable) -> tuple[str, tree.Node] | None:
    """A noun, and the formula before it."""
    if not isinstance(statement, tree.Statement) or not statement.qualifiers:
        return None
    body = statement.body
    if isinstance(body, tree.Chain):
        one = len(body.links) == 1 and body.links[0].relation == "="
        if not one or not isinstance(body.links[0].operand, tree.Number):
            return None
        body = body.first
    words = statement.qualifiers[0].words
    noun = noun_in(words)
    made = isinstance(body, (tree.Sum, tree.Product, tree.Power, tree.Quotient, tree.Call))
    if noun is None or not made or statement.lead is not None or not _letters(body):
        return None
    return noun, body


def noun_in(words: str) -> str | None:
    """The noun that words behind a number begin with.

    Examples:
        >>> noun_in(" inner functions "), noun_in("outputs for"), noun_in("if")
        ('inner functions', 'outputs', None)
    """
    match = _NOUN.fullmatch(" ".join(words.lower().split()))
    noun = "" if match is None else match["noun"]
    return None if not noun or is_hedged(words) or set(noun.split()) & _NO_NOUNS else noun


def _letters(node: tree.Node) -> frozenset[str]:
    names = (tree.key(part) for part in tree.walk(node) if isinstance(part, tree.Name))
    return frozenset(name for name in names if name is not None)


def _note(state: State, formula: Formula, noun: str, counted: tree.Node) -> None:
    known = state.counts.get(noun)
    owner = _owner(noun, f"{lead_of(formula)} {text_in(formula.latex)}")
    again = known is not None and known.section == formula.headings
    if again and known is not None and known.formula != counted:
        state.counts[noun] = Counted(None, formula.headings, state.words)
    else:
        state.counts[noun] = Counted(counted, formula.headings, state.words, owner)


def _owner(noun: str, words: str) -> Owner:
    """Whose number words speak of, besides the things that are counted."""
    counted = noun.rpartition(" ")[2] if noun else " "
    return owner_in(words.lower().replace(counted, " "))


def _equation(
    state: State, formula: Formula, statement: tree.Statement, statements: Statements
) -> tree.Statement | None:
    number, nouns = statement.body, statement.qualifiers
    if not isinstance(number, tree.Number) or statement.lead is not None:
        return None
    noun = noun_in(nouns[0].words) if len(nouns) == 1 else None
    alone = len(nouns) == 1 and (nouns[0].body is None or isinstance(nouns[0].body, tree.Name))
    known = state.counts.get(noun or "")
    if not alone or known is None or known.formula is None or known.section != formula.headings:
        return None
    if " " not in (noun or "") and known.words != state.words:
        return None
    if not is_same(known.owner, known.owner, _owner(noun or "", text_in(formula.latex))):
        return None
    before = [s for s in statements if s is not statement]
    given = [key for one in before for key in _given(one)]
    if len(given) != len(before) or frozenset(given) != _letters(known.formula):
        return None
    left = replace(known.formula, span=number.span)
    right = replace(number, span=statement.span)
    chain = tree.Chain(left, (tree.Link("=", right),), span=statement.span)
    return replace(statement, body=chain, qualifiers=())


def _given(statement: tree.Statement | tree.Unreadable) -> Iterator[str]:
    """The name that a statement gives a number, and nothing more."""
    if not isinstance(statement, tree.Statement) or statement.lead or statement.qualifiers:
        return
    body = statement.body
    if isinstance(body, tree.Chain) and gives_value(body):
        yield tree.key(body.first) or ""
