"""One relation under the names in force: elaborated, judged, doubted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from symnn.documents.judging.calculus.slopes import only_here
from symnn.documents.judging.comparing import compared, guarded, still_proved, whatever_follows
from symnn.documents.judging.doubts.decimals.figures import has_names, with_decimals_put_in
from symnn.documents.judging.doubts.factors import remarked
from symnn.documents.judging.doubts.values.stated_values import undoubted
from symnn.documents.judging.doubts.withheld import (
    may_be_posed_in_words,
    supposes,
    withhold,
    withhold_general,
    zero,
)
from symnn.documents.judging.equations.orders import at_any_time, one_order
from symnn.documents.judging.equations.posed import is_determinant
from symnn.documents.judging.identities.rewritings import has_imaginary, is_rewriting
from symnn.documents.judging.identities.rewritten import all_of, instead
from symnn.documents.judging.identities.stated import is_stated
from symnn.documents.judging.names.aliases import before_tied
from symnn.documents.judging.names.letters.unsaid import with_deviation
from symnn.documents.judging.names.reaching.reach import ended
from symnn.documents.judging.notations.homonyms import in_one_sense
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import NOT_PRINTED, Judgement, Side
from symnn.documents.judging.sets.collections import whole_space
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning import obstacles
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.letters import is_to_minus_one
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import DUAL, Scope
from symnn.latex.meaning.sizes import MAX_NUMBER_BITS, is_computable
from symnn.latex.meaning.values import (
    Array,
    Builtin,
    Defined,
    Scalar,
    Value,
    value_text,
)
from symnn.latex.plain import plain

#: What functions are usually of.
_VARIABLES: Final = frozenset({"x", "y", "z", "t", "u", "v", "s"})
_MAX_READING: Final = 240


def judged(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    worked: bool = False,
    assumed: Assumptions = NOTHING,
) -> tuple[Judgement, str]:
    """Judge a relation with the names in force; with unknowns only identities count.

    Args:
        place: where the relation stands.
        left: its left side.
        link: the relation with its right side.
        worked: whether it goes on from a definition, so that it is surely no equation to solve.
        assumed: what the words beside it let hold.
    """
    scope = place.state.scope
    place = place if place.assumed is assumed else replace(place, assumed=assumed)
    strict = place.view()
    if (ahead := _by_own_laws(place, left, link, worked, strict)) is not None:
        return ahead
    if same := instead(left, link, strict):
        return all_of([judged(place, a, b, worked, assumed) for a, b in same])
    try:
        sides, strict = _sides(place, strict, left, link)
    except MeaningError as obstacle:
        if obstacle.kind is not obstacles.Kind.UNDEFINED:
            raise
        from symnn.documents.judging.identities.values_of_given import or_false_value

        open_ = partial(_identity, place, left, link, obstacle, assumed)
        found, reading = or_false_value(place, left, link, open_)
        if place.seen is None and any(len(known) > 1 for known in scope.history.values()):
            from symnn.documents.judging.names.beside.given_beside import unless_moved

            return unless_moved(scope, found, left, link, assumed), reading
        return found, reading
    _check_size(sides, link)
    reading = reading_text(strict, left, link)
    found = whatever_follows(strict, compared(strict, left, link, sides, assumed), left, link)
    if found.reason == NOT_PRINTED:
        found = with_decimals_put_in(place, found, left, link)
    if found.outcome == "proved":
        found = only_here(found, left, link, strict, assumed.universal)
        found = remarked(found, left, link.operand, strict)
    if place.seen is None and scope.moved(strict.track):
        from symnn.documents.judging.names.beside import settings
        from symnn.documents.judging.names.beside.given_beside import with_new_values

        own = settings.given_here(place, left)
        found, strict = with_new_values(scope, found, strict, left, link, assumed, own)
    found = one_order(place, found, strict.track, left, link, assumed)
    if assumed.covers(_unknowns(sides)) and _unknowns(sides):
        return general(place, found, left, link, strict, assumed), reading
    found = guarded(place, strict, found)
    if found.outcome == "refuted":
        found = _still_refuted(place, found, sides, link, strict, worked, assumed)
    return still_proved(place, found, left, link), reading


def _by_own_laws(
    place: Place, left: tree.Node, link: tree.Link, worked: bool, strict: Reader
) -> tuple[Judgement, str] | None:
    """What is said of dual numbers, and of the inverse of a function; None for all else."""
    if DUAL in place.state.scope.told:
        from symnn.documents.judging.identities.dual_numbers import judged_dual

        if (dual := judged_dual(place, left, link, place.assumed)) is not None:
            return dual
    if is_to_minus_one(left):
        from symnn.documents.judging.identities.function_inverses import inverse_in, judged_inverse

        if (inverse := inverse_in(left, link, strict)) is not None:
            return judged_inverse(judged, place, inverse, link, worked, place.assumed)
    return None


def _still_refuted(
    place: Place,
    found: Judgement,
    sides: tuple[Side, Side],
    link: tree.Link,
    strict: Reader,
    worked: bool,
    assumed: Assumptions,
) -> Judgement:
    """A refutation after all doubts; each of them may turn it."""
    left, track = sides[0].node, strict.track
    if left is place.state.last and any(
        isinstance(n, tree.BigOperator) for n in tree.walk(link.operand)
    ):
        text = "it may not go on from the formula before it"
        return Judgement("undecided", reason=text)
    if track.plain_log:
        from symnn.documents.judging.doubts.meanings.other_logs import with_other_logs

        found = with_other_logs(place, found, left, link, assumed)
    if found.outcome == "refuted" and not has_names(left) and not has_names(link.operand):
        from symnn.documents.judging.doubts.decimals.plain_numbers import number_doubt

        plain = number_doubt(place, left, link)
        found = found if plain is None else Judgement("undecided", reason=plain)
    if found.outcome == "refuted" and place.state.taken:
        from symnn.documents.judging.doubts.decimals.taken_values import TAKEN, holds_as_taken

        as_taken = holds_as_taken(place, left, link)
        found = Judgement("undecided", reason=TAKEN) if as_taken else found
    if found.outcome == "refuted":
        found = withhold(place, found, sides, left, link, worked)
    if found.outcome == "refuted":
        found = at_any_time(place, found, track, left, link, assumed)
    if found.outcome == "refuted":
        found = in_one_sense(place, found, track, left, link)
    if found.outcome == "refuted":
        found = before_tied(place, found, left, link, assumed)
    over = ended(place, left, link.operand) if found.outcome == "refuted" else None
    if over is not None:
        found = Judgement("undecided", reason=over)
    if found.outcome != "refuted":
        return found
    return undoubted(place, track, found, left, link, assumed)


def _check_defined(sides: tuple[Side, Side], link: tree.Link) -> None:
    for side in sides:
        if isinstance(side.value, (Builtin, Defined)):
            text = "functions are not compared here"
            raise MeaningError(obstacles.Kind.UNSUPPORTED, text, link.operand.span)


def _check_size(sides: tuple[Side, Side], link: tree.Link) -> None:
    exprs = [cell.expr for side in sides for cell in _cells(side.value)]
    if not is_computable(*exprs):
        text = f"numbers of over {MAX_NUMBER_BITS} bits would be needed"
        raise MeaningError(obstacles.Kind.SIZE, text, link.operand.span)


def _cells(value: Value) -> tuple[Scalar, ...]:
    if isinstance(value, Array):
        return tuple(value.cells())
    return (value,) if isinstance(value, Scalar) else ()


def _as_matrices(view: Reader, node: tree.Node) -> Value:
    """The value of Im(Φ), with Φ as its matrix where it is a linear map."""
    try:
        return view.read(node)
    except MeaningError:
        from symnn.documents.phrases.linear_maps import with_matrices

        other = with_matrices(view, (node,))
        if other is None:
            raise
        return other.read(node)


def _sides(
    place: Place, view: Reader, left: tree.Node, link: tree.Link
) -> tuple[tuple[Side, Side], Reader]:
    """Both sides, and the view in which they are read: of rank(T) a linear map T as its matrix."""
    try:
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
        _check_defined(sides, link)
    except MeaningError:
        space = whole_space(link.operand) if link.relation == "=" else None
        if space is not None:
            return (Side(_as_matrices(view, left), left), Side(space, link.operand)), view
        if all(known[-1].parameters is None for known in view.scope.history.values()):
            raise
        from symnn.documents.judging.matrices.linear_operators import sides_of_maps

        if (found := sides_of_maps(place, view, left, link)) is None:
            raise
        return found
    return sides, view


def _identity(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    obstacle: MeaningError,
    assumed: Assumptions,
) -> tuple[Judgement, str]:
    """An equation with undefined lower-case letters counts if it holds for all real values."""
    wide = assumed.view(reader(place.state.scope, open_names=True))
    wide = with_deviation(wide, left, link.operand)
    wide = _with_numbers(wide, place, left, link, obstacle)
    try:
        sides, wide = _sides(place, wide, left, link)
    except MeaningError as deeper:
        raise obstacle from deeper
    open_ones, sides = _unknowns(sides), _without_idle(*sides, ":" in place.latex)
    found = judge_over(link.relation, *sides, assumed)
    names = sorted(_unknowns(sides))
    idle = bool(open_ones) and not names
    if found.outcome == "proved":
        from symnn.documents.judging.doubts.open_proofs import doubt_of_identity

        if (doubt := doubt_of_identity(place, left, link, obstacle)) is not None:
            return Judgement("undecided", reason=doubt), reading_text(wide, left, link)
        note = f"for all real {', '.join(names)}"
        return replace(found, notes=(*found.notes, note)), reading_text(wide, left, link)
    imaginary = found.outcome == "refuted" and has_imaginary(left, link.operand)
    if found.outcome == "refuted" and not wide.track.supposed and not imaginary:
        dummies = _dummies(place.state.scope, left, link.operand) if assumed.universal else set()
        open_ones = frozenset(names) - dummies - _arguments(left, assumed)
        stated = idle or bool(names and assumed.covers(open_ones))
        if not stated and not may_be_posed_in_words(place.formula):
            section = place.formula.headings
            stated = link.relation == "=" and is_stated(left, link.operand, sides, wide, section)
        if not stated and not supposes(place.formula):
            from symnn.documents.judging.identities.misstated import is_misstated

            stated = is_misstated(place, link.relation, sides, wide)
        if not stated and (place.rewrites or is_determinant(left)):
            stated = is_rewriting(left, link, sides, wide)
        if not stated and assumed.universal:
            from symnn.documents.judging.identities.of_quantified import is_of_quantified

            stated = is_of_quantified(*sides, assumed)
        if stated:
            return general(place, found, left, link, wide, assumed), reading_text(wide, left, link)
    if not names:
        raise obstacle
    verb = "is" if len(names) == 1 else "are"
    text = (
        f"{', '.join(names)} {verb} not defined, and it does not hold for all real numbers: "
        "a general formula, a condition, or an equation to solve"
    )
    if found.outcome != "refuted":
        raise MeaningError(
            obstacles.Kind.UNDEFINED, obstacle.message, obstacle.span, obstacle.names
        )
    fails = MeaningError(obstacles.Kind.UNSUPPORTED, text, obstacle.span)  # a way, and a false one
    raise MeaningError(obstacles.Kind.UNDEFINED, text, obstacle.span, obstacle.names) from fails


def _without_idle(left: Side, right: Side, is_set: bool) -> tuple[Side, Side]:
    """Both sides without letters that values of 0 multiply; a written 0 may be an argument."""
    if not _unknowns((left, right)):
        return left, right
    from symnn.documents.judging.identities.carried_out import without_indices, without_letters

    parts = (part for side in (left, right) for part in tree.walk(without_indices(side.node)))
    if any(map(zero, parts)):
        return left, right

    return without_letters(left, right, is_set)


def _with_numbers(
    view: Reader, place: Place, left: tree.Node, link: tree.Link, obstacle: MeaningError
) -> Reader:
    """The view with the labelled letters and the capitals that can only be numbers as such."""
    right = link.operand
    names = [p for side in (left, right) for p in tree.walk(side) if isinstance(p, tree.Name)]
    if any(name.labels for name in names):
        from symnn.documents.judging.names.letters.labelled import with_labelled

        view = with_labelled(view, place.state.source.text, left, right)
    wordy = any(n[:1].isupper() or len(n.partition("_")[0]) > 1 for n in obstacle.names)
    if wordy or any(n.base[:1].isupper() for n in names):
        from symnn.documents.judging.names.letters.capitals import with_capitals

        view = with_capitals(view, place, link.relation, left, right)
    return view


def general(
    place: Place,
    found: Judgement,
    left: tree.Node,
    link: tree.Link,
    view: Reader,
    assumed: Assumptions,
) -> Judgement:
    """The judgement of a statement for all values, if nothing is to be said for the author."""
    if found.outcome != "refuted":
        return found
    if view.track.supposed:
        return Judgement("undecided", reason=f"false if {min(view.track.supposed)}")
    found = withhold_general(place, found, left, link)
    if view.track.plain_log and found.outcome == "refuted":
        from symnn.documents.judging.doubts.meanings.other_logs import with_other_logs

        found = with_other_logs(place, found, left, link, assumed, True)
    if found.outcome == "refuted":
        found = at_any_time(place, found, view.track, left, link, assumed)
    if found.outcome == "refuted":
        found = in_one_sense(place, found, view.track, left, link)
    if found.outcome == "refuted":
        found = before_tied(place, found, left, link, assumed)
    parts = [n for side in (left, link.operand) for n in tree.walk(side)]
    heads = [n.head for n in parts if isinstance(n, tree.Call)]
    over = ended(place, *heads) if found.outcome == "refuted" else None
    if over is not None:
        found = Judgement("undecided", reason=over)
    if found.outcome != "refuted":
        return found
    return undoubted(place, view.track, found, left, link, assumed)


def _arguments(left: tree.Node, assumed: Assumptions) -> set[str]:
    """The x of relu(cx) = c relu(x) "for all c": what is said of all c is said of all x."""
    if not assumed.universal:
        return set()
    applied = (p for p in tree.walk(left) if isinstance(p, (tree.Call, tree.Apply)))
    inner = (p.arguments if isinstance(p, tree.Call) else p.argument for p in applied)
    return {tree.key(part) or "" for node in inner for part in tree.walk(node)} & _VARIABLES


def _dummies(scope: Scope, *nodes: tree.Node) -> set[str]:
    """The parameters of the functions of the document that are used: they mean nothing else."""
    keys = {tree.key(n) for node in nodes for n in tree.walk(node)} - {None}
    known = [scope.latest(key) for key in keys if key is not None]
    return {name for k in known if k is not None for name in k.parameters or ()}


def _unknowns(sides: tuple[Side, Side]) -> frozenset[str]:
    names: frozenset[str] = frozenset()
    for side in sides:
        names |= free_symbols(*(cell.expr for cell in _cells(side.value)))
    return names


def reading_text(view: Reader, left: tree.Node, link: tree.Link) -> str:
    """The relation in plain text, with functions and products told apart."""
    sides = plain(view.told_apart(left)), plain(view.told_apart(link.operand))
    return cut(f"{sides[0]} {link.relation} {sides[1]}")


def text_of(value: Value) -> str:
    """A value in plain mathematics."""
    if isinstance(value, (Builtin, Defined)):
        return f"the function {value.name}"
    return value_text(value)


def cut(text: str) -> str:
    """A reading that fits a few lines."""
    return text if len(text) <= _MAX_READING else text[: _MAX_READING - 1] + "…"
