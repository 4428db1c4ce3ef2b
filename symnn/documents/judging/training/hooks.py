"""The entries of formulas about the steps of a lesson, where nothing else decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from fractions import Fraction
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents import rules
from symnn.documents.judging.placing import Place, State, judged_entry
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.documents.judging.training.answers import Answers, answers_of, is_claim, is_closed
from symnn.documents.judging.training.asking import Moment, Question, asked, parts_of
from symnn.documents.judging.training.courses import has_patterns
from symnn.documents.judging.training.learning import learn
from symnn.documents.judging.training.lessons import Lesson
from symnn.documents.judging.training.moments import left_names
from symnn.documents.judging.training.names import NEW, NOW, named
from symnn.documents.judging.training.one_step import one_step
from symnn.documents.judging.training.passages import Piece, Sentence, sentences_of
from symnn.documents.judging.training.tables import learn_table
from symnn.documents.judging.training.values import View, value_of
from symnn.documents.judging.training.vectors import UnknownError, Value, Vector, places_of
from symnn.documents.judging.wording.standing import asks
from symnn.documents.model import Entry, Outcome, left_open
from symnn.documents.regions import Formula, Reading, ValueTable
from symnn.documents.source import Source
from symnn.errors import SymnnError
from symnn.exact.expression import as_expr
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.values import Scalar, column
from symnn.latex.rewriting import Rewriting

_METHOD: Final = "the patterns gone through in order"
_FAILURES: Final = (SymnnError, ArithmeticError, RecursionError, ValueError, TypeError)
#: Words that tell of another pass, after which "the first pattern" may be one of that.
_PASSES: Final = regex(r"\b(?:second|third|next|another|new|2nd) (?:pass|epoch|sweep|cycle|round)")
#: From here on whole numbers may be rounded ones.
_LARGE: Final = 10
_ROUNDED: Final = "rounded numbers may have been carried on"


@final
@dataclass(slots=True)
class Memory:
    """The sentences that are still to be heard, and what was found of formulas."""

    waiting: list[Sentence | ValueTable] = field(default_factory=list, repr=False)
    lesson: Lesson = field(default_factory=Lesson)
    found: dict[int, list[tuple[Piece, list[Judgement]]]] = field(default_factory=dict, repr=False)
    said: dict[int, list[tuple[str, Judgement]]] = field(default_factory=dict, repr=False)
    is_later: bool = False
    last: tuple[Moment, Sentence] | None = None


def new_memory(source: Source, reading: Reading) -> Memory:
    """Nothing heard yet of a document."""
    cells = [cell.start for cell in source.cells]
    heard = sentences_of(source.text, reading.formulas, cells)
    waiting: list[Sentence | ValueTable] = [*heard, *reading.tables]
    return Memory(sorted(waiting, key=lambda told: told.start))


def with_training(
    state: State, memory: Memory, formula: Formula, entries: Sequence[Entry]
) -> Iterator[Entry]:
    """The entries of a formula, decided by going through a lesson where that was left open.

    Args:
        state: what the document has said.
        memory: what is known of the lesson; it learns what the sentence of the formula tells.
        formula: the formula.
        entries: what was found otherwise.
    """
    while memory.waiting and memory.waiting[0].start <= formula.start:
        told = memory.waiting.pop(0)
        if isinstance(told, ValueTable):
            learn_table(memory.lesson, told)
        else:
            for part in _parts(memory, told):
                _heard_safely(state, memory, part)
    place = Place(state, formula, Rewriting(formula.latex))
    found = memory.found.pop(formula.outer_start, [])
    said = memory.said.pop(formula.outer_start, [])
    if not found and not said:
        yield from entries
        return
    own = [entry for piece, judged in found for entry in _entries(place, piece, judged)]
    own += [_said(place, *one) for one in said]
    is_given = not said and all(_is_given(memory, piece) for piece, _ in found)
    yield from _together(entries, own, is_given)


def _is_given(memory: Memory, piece: Piece) -> bool:
    """Whether a weight is given a value, which may have been another one before."""
    chain = piece.node
    if not isinstance(chain, tree.Chain) or not all(is_closed(li.operand) for li in chain.links):
        return False
    ref = named(chain.first)
    weights = {update.base for update in memory.lesson.updates}
    return ref is not None and ref.base in weights and ref.step is None and ref.mark == NOW


def _parts(memory: Memory, sentence: Sentence) -> list[Sentence]:
    """Several moments of a sentence one by one, if each part of it is understood."""
    if not memory.lesson.updates or asked(sentence) is not None:
        return [sentence]
    parts = parts_of(sentence)
    found = [asked(part) for part in parts]
    is_clear = all(question is not None and question.moment.kind for question in found)
    return parts if is_clear else [sentence]


def _heard_safely(state: State, memory: Memory, sentence: Sentence) -> None:
    """A failure of ours ends the lesson: what was learned by half may be another one."""
    try:
        _hear(state, memory, sentence)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception:  # noqa: BLE001 - whatever it is, the rest must be judged
        memory.lesson, memory.last = Lesson(), None


def _hear(state: State, memory: Memory, sentence: Sentence) -> None:
    """Answer what a sentence says, or learn what it tells."""
    if _PASSES.search(sentence.words) is not None:
        memory.is_later = True
    if _one_step(state, memory, sentence):
        return
    question = (
        asked(sentence)
        if memory.lesson.updates and sentence.home and not sentence.is_asked
        else None
    )
    if question is not None:
        question = _in_context(memory, sentence, question)
    if question is None or not is_claim(memory.lesson, sentence, question):
        before = memory.lesson.size
        learn(memory.lesson, sentence)
        memory.last = memory.last if memory.lesson.size == before else None
        return
    try:
        memory.lesson.latest = ""
        for one in _one_by_one(question):
            answers = answers_of(memory.lesson, sentence, one)
            _answer(state, memory, sentence, one, answers)
        memory.lesson.is_answered |= bool(question.moment.kind)
        memory.lesson.asked |= set(left_names(sentence, question))
    except UnknownError as error:
        _leave_open(memory, sentence, question, str(error))
    except _FAILURES:
        return
    if question.moment.kind and question.where is None:
        memory.last = question.moment, sentence


def _one_by_one(question: Question) -> list[Question]:
    """Values with moments of their own, w(1) and w(2), each for itself."""
    if question.moment.kind or question.clauses or question.supposed:
        return [question]
    return [question._replace(relations=(k,)) for k in question.relations]


def _in_context(memory: Memory, sentence: Sentence, question: Question) -> Question | None:
    """What is said of classifications alone is said of the moment of the sentence before.

    Of the weights in it all must be new ones.
    """
    names = [k for k, piece in enumerate(sentence.pieces) if _is_weight(memory, piece)]
    is_alone = question.clauses and not (question.moment.kind or question.supposed)
    if not is_alone or any(c.kind == "impossible" for c in question.clauses):
        return question
    nodes = [named(sentence.pieces[k].node) for k in names]
    if memory.last is None or any(ref is not None and ref.mark != NEW for ref in nodes):
        return None
    moment, where = memory.last
    if moment.kind == "during":
        moment = moment._replace(kind="nth" if moment.piece is None else "pattern")
    return question._replace(moment=moment, where=where)


def _is_weight(memory: Memory, piece: Piece) -> bool:
    ref = named(piece.node)
    return ref is not None and any(ref.base == u.base for u in memory.lesson.updates)


def _one_step(state: State, memory: Memory, sentence: Sentence) -> bool:
    """Whether a sentence is a step by itself, with all values that it needs."""
    try:
        found = one_step(sentence)
    except (UnknownError, *_FAILURES):
        return False
    if found is None:
        return False
    at, value = found
    piece = sentence.pieces[at]
    answers = Answers({at: [value]}, [], [True], places_of(value))
    judged = _of_relation(state, memory, piece, answers, [value])
    memory.found.setdefault(piece.formula.outer_start, []).append((piece, judged))
    return True


def _leave_open(memory: Memory, sentence: Sentence, question: Question, why: str) -> None:
    """What is certainly about weights is left open for the reason; else it is as it was found."""
    names = set(left_names(sentence, question))
    weights = {update.base for update in memory.lesson.updates}
    if question.moment.kind:
        is_certain = has_patterns(memory.lesson) and all(ref.mark == NOW for ref in names)
    else:
        is_certain = bool(names & memory.lesson.asked) or memory.lesson.is_answered
    if not (why and is_certain and all(ref.base in weights and not ref.step for ref in names)):
        return
    chains = [(sentence.pieces[k], sentence.pieces[k].node) for k in question.relations]
    for piece, chain in chains:
        if not isinstance(chain, tree.Chain):
            return
        if any(not is_closed(link.operand) for link in chain.links):
            return
        judged = [Judgement("undecided", reason=why)] * len(chain.links)
        memory.found.setdefault(piece.formula.outer_start, []).append((piece, judged))


def _answer(
    state: State, memory: Memory, sentence: Sentence, question: Question, answers: Answers
) -> None:
    for k in question.relations:
        piece = sentence.pieces[k]
        judged = _of_relation(state, memory, piece, answers, answers.relations[k])
        memory.found.setdefault(piece.formula.outer_start, []).append((piece, judged))
    for truths in answers.clauses:
        found = _of_truths(truths, answers, memory.is_later)
        home = sentence.pieces[-1].formula if sentence.pieces else sentence.home
        if home is not None:
            memory.said.setdefault(home.outer_start, []).append((sentence.words, found))


def _of_truths(truths: Sequence[bool], answers: Answers, is_later: bool) -> Judgement:
    wanted = [t for t, m in zip(truths, answers.meant, strict=True) if m or is_later]
    if all(wanted):
        return Judgement("proved", method=_METHOD)
    if not any(truths):
        return Judgement("refuted", method=_METHOD)
    return Judgement("undecided", reason=answers.doubt)


# --- relations ------------------------------------------------------------------------


def _of_relation(
    state: State, memory: Memory, piece: Piece, answers: Answers, values: Sequence[Value]
) -> list[Judgement]:
    """One judgement for each link of a chain."""
    chain = piece.node
    if not isinstance(chain, tree.Chain):
        return []
    found = []
    for link in chain.links:
        if not is_closed(link.operand):
            found.append(Judgement("proved", method=_METHOD))
            continue
        judged = [_compared(state, value, link, answers.places) for value in values]
        found.append(_agreed(judged, answers, memory.is_later))
    return found


def _compared(state: State, value: Value, link: tree.Link, places: int) -> Judgement:
    right = reader(state.scope).read(link.operand)
    if isinstance(value, Vector):
        cells = tuple(Scalar(as_expr(entry)) for entry in value.entries)
        left = Side(column(cells, loose=True), tree.Empty())
    else:
        left = Side(Scalar(as_expr(value)), tree.Empty())
    found = judge("≈" if link.relation == "≈" else "=", left, Side(right, link.operand))
    if found.outcome == "refuted" and _may_be_carried(link.operand, places):
        return Judgement("undecided", reason=_ROUNDED)
    return found


def _may_be_carried(operand: tree.Node, places: int) -> bool:
    """Whether digits were left out on the way, so that what is printed may rest on fewer.

    Whole numbers are so only if they are large.
    """
    numbers = [n for n in tree.walk(operand) if isinstance(n, tree.Number)]
    printed = max((n.decimals or 0 for n in numbers), default=0)
    if printed >= places:
        return False
    if printed:
        return True
    said = value_of(operand, View({}))
    shown = said.entries if isinstance(said, Vector) else (said,)
    return any(isinstance(n, Fraction) and abs(n) >= _LARGE for n in shown)


def _agreed(judged: Sequence[Judgement], answers: Answers, is_later: bool) -> Judgement:
    """What all readings say; what is false must be so in later passes as well."""
    wanted = [j for j, m in zip(judged, answers.meant, strict=True) if m or is_later]
    outcomes = {j.outcome for j in wanted}
    if outcomes == {"proved"}:
        return replace(wanted[0], method=_METHOD)
    if {j.outcome for j in judged} != {"refuted"}:
        reason = next((j.reason for j in judged if j.reason), None)
        reason = reason or answers.doubt
        return Judgement("undecided", reason=reason)
    return replace(wanted[0], method=_METHOD)


def _entries(place: Place, piece: Piece, judged: Sequence[Judgement]) -> Iterator[Entry]:
    chain = piece.node
    if not isinstance(chain, tree.Chain):
        return
    left: tree.Node = chain.first
    for link, found in zip(chain.links, judged, strict=True):
        if found.outcome == "refuted" and asks(place.formula):
            found = Judgement("undecided", reason="it is asked whether this holds")
        entry = judged_entry(place, left, link, found, piece.text[:240])
        if entry.verdict == "refuted":
            _suspect(place, chain.first)
        yield entry
        left = link.operand


def _suspect(place: Place, node: tree.Node) -> None:
    """What is false is no definition of the name that it speaks of."""
    key = tree.key(node)
    if key is not None:
        place.state.suspect(key, f"{key} was given with a false equation")


def _said(place: Place, words: str, found: Judgement) -> Entry:
    """The entry of a sentence on classifications."""
    if found.outcome == "refuted" and asks(place.formula):
        found = Judgement("undecided", reason="it is asked whether this holds")
    rule: dict[Outcome, str] = {
        "proved": rules.PROVED.id,
        "refuted": rules.FALSE_SENTENCE.id,
        "undecided": rules.UNDECIDED.id,
    }
    return place.entry(
        0,
        len(place.latex),
        rule=rule[found.outcome],
        kind="claim",
        relation="is",
        verdict=found.outcome,
        reading=words,
        evidence=found.method,
        reason=found.reason,
    )


def _together(entries: Sequence[Entry], own: Sequence[Entry], is_given: bool) -> Iterator[Entry]:
    """What this room found, beside what was found otherwise: they must not contradict.

    That a value was given before is no proof that it is the same at another moment.
    """
    claims = [entry.verdict for entry in entries if entry.kind == "claim"]
    before, is_whole = set(claims), len(claims) >= len(own)
    found = {entry.verdict for entry in own}
    decided = before & {"proved", "refuted"}
    is_doubted = "refuted" in before and found == {"undecided"}
    if is_doubted or (decided == {"proved"} and is_given):
        yield from own
    elif (decided and found == {"undecided"}) or (before == found == {"proved"} and is_whole):
        yield from entries
    elif decided and ("refuted" in before) != ("refuted" in found):
        yield from (left_open(entry, "read in two ways, it differs") for entry in own)
    else:
        yield from own
