"""The entries of sentences: in the text of a formula, and in the prose around one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents import rules
from symnn.documents.judging.names.customs import judged_by_custom
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.attributed import held_at_distance
from symnn.documents.judging.wording.conditions import Condition, assumptions
from symnn.documents.model import Entry
from symnn.documents.phrases.functions import Domain, everywhere
from symnn.documents.phrases.grammar import SPACES, Obscure, Said, has_verb, understood
from symnn.documents.phrases.notation.comparisons import Equation
from symnn.documents.phrases.phrase import Phrase, over_domain, said_of, settled
from symnn.documents.phrases.sentences import (
    Clause,
    claims,
    ends_noun,
    from_formula,
    from_prose,
    spelled,
)
from symnn.documents.phrases.settings import parted
from symnn.documents.phrases.subjects import nonnegative, unit_box
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, value_text

#: So many statements of a formula may make one sentence.
MOST_PIECES: Final = 6
_MAX_READING: Final = 240
#: The worst judgement of several speaks for all.
_ORDER: Final = ("refuted", "undecided", "proved")

_SUPPOSED: Final = regex(r"\b(?:suppose|assume|assuming|imagine|true or false|which of)\b")
_ITEM: Final = regex(r"\s*(?:[-*+•]|\(?[0-9a-zA-Z]{1,3}[.)]|\\item)\s")
_EXERCISES: Final = regex(r"exercise|problem|question|quiz|homework|assignment")

#: Words of clauses that are put in other words first.
_MAY_BE_SAID_OTHERWISE: Final = regex(
    r"\b(?:solution|solved|feature|image|activation|yet|never|neither|eigenvalues|not|in|increases|grows|rises|decreases|falls|derivative|slope|roots|zeros|points"
    r"|the order|function of|and its|the decision|vanish(?:es)?|eigenvectors|(?:in|equi)variant"
    r"|attained|reached|achieved|taken|entropy|entries|between)\b| is (?:an? )?⟨\d+⟩(?: matrix)?$"
    r"|: ⟨\d+⟩ [a-z]| hidden (?:and ⟨|units)|(?:symmetric|triangular|diagonal) (?:in|⟨)"
)
_PUTS_OUT: Final = regex(r"\b(?:outputs?|maps|sends|takes|turns|returns|predicts)\b")
_EXTREME: Final = regex(r"\b(?:minim|maxim|extrem)")
_OTHERWISE: Final = regex("parameters|boundary| computes | functions| dichotom| label| colo|y sep")
_LOCAL: Final = regex(r"\b(?:local|relative|critical|stationary)")


class Sentence(NamedTuple):
    """Statements [first, last) of a formula that make one sentence, and its entries."""

    first: int
    last: int
    entries: tuple[Entry, ...]


def in_formula(
    place: Place,
    statements: Sequence[tree.Statement | tree.Unreadable],
    first: int,
    follows: bool = False,
) -> Sentence | None:
    """The sentence that begins with a statement, as long as it is understood; None if none is.

    Args:
        place: where it stands.
        statements: those of a formula.
        first: the number of the first of them.
        follows: whether a sentence that was understood ends right before it.
    """
    if first and getattr(statements[first], "separator", "") in (",", "and"):
        from symnn.documents.phrases.listed_names import ends_list

        if ends_list(statements, first):
            return None  # "W, b have 43 entries together" is not said of b alone
    end = _last(statements, first)
    if not _has_words(place.latex[statements[first].span.start : statements[end - 1].span.end]):
        return None
    for last in range(end, first, -1):
        span = statements[first].span.start, statements[last - 1].span.end
        clause = from_formula(place.latex[slice(*span)])
        if clause is None:
            continue
        found = _said(place, clause, whole=True)
        if last < end and not _stands_alone(place, statements, last):
            continue  # no part of a sentence is taken for the whole
        if not follows and _goes_on(statements, first):
            equation = any(isinstance(i.said, Equation) for i in found)
            if equation or ends_noun(statements[first - 1], statements[first]):
                continue  # the words before it may say when it holds
        if found and not any(isinstance(item.said, Obscure) for item in found):
            told = tuple(_entry(place, item, span) for item in found)
            if place.state.doubtful and any(entry.verdict == "undecided" for entry in told):
                from symnn.documents.phrases.doubted import with_either

                told = with_either(place, told, partial(told_by, clause=clause, span=span))
            return Sentence(first, last, told)
    return None


def told_by(place: Place, clause: Clause, span: tuple[int, int]) -> tuple[Entry, ...]:
    """The entries of a sentence with the names in force at a place."""
    return tuple(_entry(place, item, span) for item in _said(place, clause, whole=True))


def _stands_alone(
    place: Place, statements: Sequence[tree.Statement | tree.Unreadable], number: int
) -> bool:
    """Whether what goes on behind a comma is a sentence of its own, or a plain relation."""
    rest = statements[number]
    if not isinstance(rest, tree.Statement) or rest.separator not in (",", "and"):
        return True
    if not _is_worded(rest) and _goes_on_list(statements[number - 1], rest):
        return False
    return not _is_worded(rest) or in_formula(place, statements, number, True) is not None


def _goes_on_list(before: tree.Statement | tree.Unreadable, rest: tree.Statement) -> bool:
    """Whether a statement is one more member of a list: "… at -1, 0 and 1", "… at x = 1, x = 2".

    Another relation is one of its own.
    """
    if not isinstance(rest.body, tree.Chain):
        return True
    name = rest.body.first
    if not isinstance(name, tree.Name) or not isinstance(before, tree.Statement):
        return False
    bodies = [before.body, *(q.body for q in before.qualifiers)]
    names = [b.first for b in bodies if isinstance(b, tree.Chain)]
    return any(isinstance(n, tree.Name) and n.base == name.base for n in names)


def _goes_on(statements: Sequence[tree.Statement | tree.Unreadable], first: int) -> bool:
    """Whether a statement stands behind a comma, and words before that."""
    here = statements[first]
    behind = isinstance(here, tree.Statement) and here.separator in (",", "and", "quad")
    return behind and any(map(_is_worded, statements[:first]))


def obscure(place: Place, start: int, end: int) -> Entry | None:
    """The entry of a sentence in a formula that nothing else was found in."""
    clause = from_formula(place.latex[start:end])
    if clause is None:
        return None
    for said in (item.said for item in _said(place, clause)):
        if isinstance(said, Obscure):
            return _neither(place, said.relation, said.reason, (start, end))
    if not any(has_verb(piece) for piece in claims(clause)):
        return None
    return _neither(place, "is", "a sentence that is not understood", (start, end))


def in_prose(place: Place) -> Iterator[Entry]:
    """What the sentence around a formula claims, if the formula is its last."""
    formula = place.formula
    if formula.display or _SUPPOSED.search(formula.before.lower()):
        return
    clause = from_prose(formula.before, place.latex, formula.after)
    if clause is None:
        return
    for item in _said(place, clause):
        said = item.said
        if isinstance(said, Obscure):
            continue
        entry = _entry(place, item, (0, len(place.latex)))
        text = _excuse(place, clause, said) if entry.verdict == "refuted" else None
        if text is not None:
            rule = rules.UNDECIDED.id
            entry = replace(entry, verdict="undecided", rule=rule, reason=text, counterexample=None)
        yield entry


def _excuse(place: Place, clause: Clause, said: Phrase | Equation) -> str | None:
    """Why a sentence of prose that is false as it stands may be true as it is meant."""
    if isinstance(said, Equation):
        return "the words around it may speak of another moment"
    if _is_posed(place):
        return "it may be one of several statements that the reader is to judge"
    if _EXTREME.search(said.reading) and _LOCAL.search(place.formula.before.lower()):
        return "a local minimum or maximum may be meant"
    known = _bare(said)
    for within, name in ((nonnegative, "numbers of at least 0"), (unit_box, "numbers from 0 to 1")):
        others = (item.said for item in _said(place, clause, within))
        same = [s for s in others if isinstance(s, Phrase) and _bare(s) == known]
        if any(settled(other).outcome != "refuted" for other in same):
            return f"it may be meant for {name} only"
    return None


def _bare(said: Phrase) -> str:
    """The reading without the figures that were found."""
    return said.reading.split(" (there are")[0]


def _is_posed(place: Place) -> bool:
    """Whether it stands in a list, or under a heading of exercises: statements true and false."""
    start = place.state.source.text.rfind("\n", 0, place.formula.outer_start) + 1
    line = place.state.source.text[start : place.formula.outer_start]
    heading = " ".join(place.formula.headings).lower()
    return _ITEM.match(line) is not None or _EXERCISES.search(heading) is not None


class _Item(NamedTuple):
    """What is said, under which names, and what words beside it let hold."""

    said: Said
    view: Reader
    assumed: Assumptions


def _said(
    place: Place, clause: Clause, within: Domain = everywhere, whole: bool = False
) -> list[_Item]:
    """What the clauses of a sentence say; with `whole`, also which of them are not understood."""
    heads = {getattr(getattr(p.node, "function", None), "base", "") for p in clause.parts}
    if heads & SPACES or _MAY_BE_SAID_OTHERWISE.search(clause.words):
        from symnn.documents.phrases.paraphrases import plainly

        clause = plainly(clause, place.state.source.text)
    first = clause.words.removeprefix("the ").split(" ", 1)[0]
    named = any(k in place.state.scope.history for k in spelled(first))
    if first[:1].isalpha() and (named or _PUTS_OUT.search(clause.words) is not None):
        from symnn.documents.phrases.by_name import with_named_function

        clause = with_named_function(clause, place.state.scope)
    sentence, conditions = parted(clause)
    found = _under(place, sentence, conditions, within, whole)
    if whole and [type(c.body) for c in conditions] == [tree.Name]:
        from symnn.documents.phrases.universal import every_matrix

        if (arrays := every_matrix(place, conditions)) is not None:
            return _of_every(place, sentence, *arrays) or found
    open_ones = [item for item in found if isinstance(item.said, Obscure)]
    if conditions and (open_ones or not found):
        again = _under(place, clause, (), within, whole)
        if again and not any(isinstance(item.said, Obscure) for item in again):
            return again
    return found


def _of_every(place: Place, sentence: Clause, key: str, arrays: Iterable[Array]) -> list[_Item]:
    """What is said of every matrix, of the first small one that it fails for."""
    for array in arrays:
        assumed = Assumptions({key: array}, words=(f"{key} = {value_text(array)}",))
        view = assumed.view(reader(place.state.scope, version=place.seen))
        said = [list(understood(piece, view, view)) for piece in claims(sentence, True)]
        items = [_Item(one, view, assumed) for found in said for one in found]
        if not items or not all(said) or any(isinstance(i.said, Obscure) for i in items):
            continue
        if any(_entry(place, item, (0, 1)).verdict == "refuted" for item in items):
            return items
    return []


def _under(
    place: Place, sentence: Clause, conditions: Sequence[Condition], within: Domain, whole: bool
) -> list[_Item]:
    found: list[_Item] = []
    assumed = assumptions(place.state.scope, conditions) if conditions else NOTHING
    if place.state.ranges:
        from symnn.documents.judging.names.letters.ranges import with_ranges

        nodes = [part.node for part in sentence.parts if part.node is not None]
        assumed = with_ranges(place, nodes, assumed, named=True) or assumed
    for piece in claims(sentence, whole):
        view = assumed.view(reader(place.state.scope, version=place.seen))
        wide = replace(view, open_names=True)
        chances = tuple(place.state.chances.within(place.formula.headings))
        known = tuple(place.state.described), place.state.since, chances, place.knowledge
        said = list(understood(piece, view, wide, within, known))
        said = [within_domain(said_of(one, conditions), assumed) for one in said]
        if assumed.domain or assumed.narrow or assumed.unread:
            said = [s for s in said if isinstance(s, Equation) or getattr(s, "of_sizes", False)]
        if whole and not said:
            said = [Obscure("is", "a sentence that is not understood")]
        found += [_Item(one, view, assumed) for one in said]
    return found


def within_domain(said: Said, assumed: Assumptions) -> Said:
    """A phrase in letters, where the words beside it let only some numbers stand for them."""
    if not isinstance(said, Phrase) or not assumed.domain:
        return said
    if assumed.narrow or assumed.unread or said.of_sizes:
        return said
    return over_domain(said, assumed.domain) or said


def _last(statements: Sequence[tree.Statement | tree.Unreadable], first: int) -> int:
    last = first + 1
    while last < min(len(statements), first + MOST_PIECES):
        following = statements[last]
        if not isinstance(following, tree.Statement) or following.separator in ("row", ";"):
            break
        if following.separator == ":" and not any(map(_is_worded, statements[first:last])):
            break  # "w = 1, b = 2: the unit computes OR": values first, then the sentence
        last += 1
    return last


def _is_worded(statement: tree.Statement | tree.Unreadable) -> bool:
    """Whether there are words in it or beside it."""
    if not isinstance(statement, tree.Statement):
        return True
    return isinstance(statement.body, tree.Text) or bool(statement.lead or statement.qualifiers)


def _has_words(latex: str) -> bool:
    return any(command in latex for command in ("\\text", "\\mbox", "\\hbox"))


def _entry(place: Place, item: _Item, span: tuple[int, int]) -> Entry:
    said = item.said
    if isinstance(said, Obscure):
        return _neither(place, said.relation, said.reason, span)
    if isinstance(said, Equation):
        return _equation_entry(place, said, item.assumed, span)
    try:
        found = settled(said)
    except SymnnError as error:
        found = Judgement("undecided", reason=str(error))
    if found.outcome == "refuted" or _OTHERWISE.search(said.reading):
        from symnn.documents.phrases.doubted import doubted
        from symnn.documents.phrases.printed import may_be_rounded

        found = doubted(place, item.view, said, found, item.assumed)
        if found.outcome == "refuted" and may_be_rounded(place, item.view, said):
            found = Judgement("undecided", reason="its decimals may be rounded, and it is close")
    return _judged(place, said.relation, said.reading, found, span)


def _judged(
    place: Place, relation: str, reading: str, found: Judgement, span: tuple[int, int]
) -> Entry:
    distance = held_at_distance(place.formula, place.state.source.text)
    if found.outcome == "refuted" and distance is not None:
        found = Judgement("undecided", reason=distance)
    rule = {"proved": rules.PROVED, "undecided": rules.UNDECIDED}.get(
        found.outcome, rules.NOT_FOR_ALL if found.counterexample else rules.FALSE_SENTENCE
    )
    return place.entry(
        *span,
        rule=rule.id,
        kind="claim",
        relation=relation,
        verdict=found.outcome,
        reading=reading[:_MAX_READING],
        rounding=found.rounding,
        right_value=found.right,
        counterexample=found.counterexample,
        evidence=found.method,
        reason=found.reason,
        notes=found.notes,
    )


def _equation_entry(
    place: Place, said: Equation, assumed: Assumptions, span: tuple[int, int]
) -> Entry:
    """The entry of a relation in words, judged as the same relation in symbols."""
    whole = assumed.also(Assumptions(said.values, said.universal))
    links = (tree.Link(said.relation, said.right), *said.more)
    lefts = (said.left, *(link.operand for link in links))
    try:
        each = [
            judged_by_custom(place, left, link, True, whole)[0]
            for left, link in zip(lefts, links, strict=False)
        ]
        found = min(each, key=lambda one: _ORDER.index(one.outcome))
        if said.shown and found.outcome != "undecided":
            from symnn.documents.phrases.printed import as_shown

            found = as_shown(place, said, found)
    except MeaningError as obstacle:
        return _neither(place, said.relation, obstacle.message, span)
    except SymnnError as error:
        found = Judgement("undecided", reason=str(error))
    if assumed.unread is not None and found.outcome != "undecided":
        found = Judgement("undecided", reason=assumed.unread)
    return _judged(place, said.relation, said.reading, found, span)


def _neither(place: Place, relation: str, reason: str, span: tuple[int, int]) -> Entry:
    return place.entry(
        *span, rule=rules.NOT_A_CLAIM.id, kind="not-a-claim", relation=relation, reason=reason
    )
