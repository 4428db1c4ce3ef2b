"""A second formula for a function that is known: when it can be no new definition."""

from __future__ import annotations

from dataclasses import replace

from symnn.documents.judging.doubts.withheld import (
    has_words_around,
    may_be_posed_in_words,
    speaks_of_new_values,
    withhold_general,
)
from symnn.documents.judging.names.again.rivals import (
    is_of_block,
    near_miss,
    stands_alone,
    whole_of_component,
)
from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement, Side
from symnn.documents.model import Entry
from symnn.exact.expression import rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.entries import own_entries
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.meaning.values import Scalar
from symnn.latex.plain import plain
from symnn.latex.symbols import FUNCTION_WORDS


def false_formula(
    place: Place, left: tree.Node, link: tree.Link, defined: Target, assumed: Assumptions
) -> Entry | None:
    r"""The entry of a formula that a function does not have, where it cannot be a new function.

    So it is, without a word around it that may say where it holds, with functions that networks
    know by name, \mathrm{hardtanh}(x) = \ldots, and where q(x) = x^\top A x is said to be a
    polynomial in the entries of x; and right below another formula that was proved to be its own.
    """
    known = defined.known or whole_of_component(place, defined.key)
    ranges_only = replace(assumed, domain=(), narrow=(), words=()) == NOTHING
    if known is None or not ranges_only or known.parameters != defined.parameters:
        return None
    doubted = (known.key, known.version) in place.state.doubtful
    here = known.section == place.formula.headings and place.state.is_in_force(known)
    if doubted or not here:
        return None
    if speaks_of_new_values(place.formula) or may_be_posed_in_words(place.formula):
        return None
    if not place.formula.display or has_words_around(place.formula):
        return None
    missed = near_miss(place, left, link, known, assumed)
    if missed is not None:
        missed = withhold_general(place, missed, left, link)
        return _noted(place, left, link, known, missed)
    scope = place.state.scope
    confirmed = _is_confirmed(place, known, link.operand)
    if not (confirmed or _is_word(left) or _is_expanded(known, link.operand, scope)):
        return None
    said = not confirmed and _is_said_before(place, left, known)
    if isinstance(known.body, tree.Unreadable) or said:
        return None
    view = reader(scope, open_names=True)
    if confirmed or _is_word(left):
        view = view.varying({name: Scalar(symbol(name)) for name in known.parameters or ()})
    try:
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
    except MeaningError:
        return None
    numbers = all(isinstance(side.value, Scalar) for side in sides)
    if not numbers or view.track.supposed:
        return None
    found: Judgement = judge_over("=", *sides, assumed)
    bases = (10, 2) if view.track.plain_log else ()
    others = [replace(view, log_base=rational(base), work=view.work.afresh()) for base in bases]
    if found.outcome != "refuted" or not all(_fails(o, left, link.operand) for o in others):
        return None
    found = withhold_general(place, found, left, link)
    reading = f"{plain(left)} = {plain(link.operand)}"
    return judged_entry(place, left, link, found, reading) if found.outcome == "refuted" else None


def _noted(
    place: Place, left: tree.Node, link: tree.Link, known: Binding, missed: Judgement
) -> Entry:
    """The entry of a second formula; what goes on from a false one is not false for that."""
    if missed.outcome == "refuted" and is_of_block(place, link, known):
        line = place.state.source.position(place.formula.start).line
        place.state.doubt(known.key, line, link.operand)
    reading = f"{plain(left)} = {plain(link.operand)}"
    return judged_entry(place, left, link, missed, reading)


def _fails(view: Reader, left: tree.Node, right: tree.Node) -> bool:
    """Whether it is false with another base of the logarithms."""
    sides = Side(view.read(left), left), Side(view.read(right), right)
    return judge_over("=", *sides, NOTHING).outcome == "refuted"


def _is_confirmed(place: Place, known: Binding, body: tree.Node) -> bool:
    r"""Whether it stands below another formula that was proved to be that of the function.

    A function by its name, \tanh(x), may be the next one in a list of activations called f.
    """
    proved = (known.key, known.version) in place.state.confirmed
    compound = not isinstance(body, (tree.Apply, tree.Call, tree.Cases))
    return proved and compound and stands_alone(place, known)


def _is_said_before(place: Place, left: tree.Node, known: Binding) -> bool:
    """Whether the text speaks of the function before its formula: perhaps it says what it is."""
    head = left.head if isinstance(left, tree.Call) else getattr(left, "function", None)
    base = head.base if isinstance(head, tree.Name) else ""
    until = place.state.source.text.split("\n")[: known.line + 1]
    return len(base) > 1 and sum(line.count(base) for line in until) > 1


def _is_word(left: tree.Node) -> bool:
    """Whether a head is a function that networks know by name."""
    head = left.head if isinstance(left, tree.Call) else getattr(left, "function", None)
    if not isinstance(head, tree.Name) or head.subscript is not None or head.labels:
        return False
    return len(head.base) > 2 and (head.base in FUNCTION_WORDS or head.base in SPELLINGS)


def _is_expanded(known: Binding, body: tree.Node, scope: Scope) -> bool:
    """Whether a formula with arrays is written out in the entries of its vector."""
    parameters = known.parameters or ()
    if len(parameters) != 1:
        return False
    vector = scope.latest(parameters[0])
    entries = own_entries(vector) if vector is not None else ()
    used = {tree.key(part) for part in tree.walk(body)}
    turned = any(isinstance(part, tree.Transpose) for part in tree.walk(known.body))
    return bool(entries) and turned and parameters[0] not in used and bool(used & set(entries))
