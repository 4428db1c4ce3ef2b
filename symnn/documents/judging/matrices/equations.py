"""Equations between matrices of open sizes: proved for all of them, or refuted at numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.claims.provers import matrices as prover
from symnn.documents.judging.identities.stated import differentiated
from symnn.documents.judging.matrices.knowledge import Knowledge
from symnn.documents.judging.matrices.words import Words
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import DENOMINATOR, NUMERATOR
from symnn.latex.matrices.elaborate import is_nabla
from symnn.latex.matrices.names import name_key, plain_name
from symnn.latex.matrices.sizes import NUMBER, UnreadError
from symnn.latex.matrices.statement import Known, Reading, Readings, parts_of, readings, sized

_LAYOUT_NOTES: Final = {
    NUMERATOR: "with derivatives in numerator layout",
    DENOMINATOR: "with derivatives in denominator layout",
}
_ORTHOGONAL: Final = frozenset({"columns", "rows"})
_ASSUMED: Final = (
    ("symmetric", frozenset({"symmetric"})),
    ("orthogonal", _ORTHOGONAL),
)


def judge_equation(
    knowledge: Knowledge, left: tree.Node, right: tree.Node, said: Words, worked: bool
) -> Judgement | None:
    """What is found about `left = right`; None where it says nothing about open matrices.

    Args:
        knowledge: what the document has said of the names.
        left, right: the sides.
        said: what the words beside it say.
        worked: whether it goes on from a definition, so that it is no equation to solve.
    """
    base = Known(body=knowledge.body)
    keys = frozenset(_keys(left, base) | _keys(right, base))
    misfit: tuple[Known, Readings] | None = None
    open_ones: list[tuple[Known, Readings]] = []
    for known in knowledge.views(keys, left.span.start, said, _derived_by(left, right)):
        found = readings(left, right, known)
        if found.obstacle is not None:
            return None
        if found.fitting and found.fitting[0].is_of_numbers:
            return None
        if not found.fitting:
            misfit = misfit if misfit and _fits(left, misfit[0]) else (known, found)
            continue
        proved = _proved(found)
        if proved is not None and _makes_square(left, right, known, found):
            text = "it fits only if a matrix is square that is not said to be"
            return Judgement("undecided", reason=text)
        if proved is not None:
            understood = said.understood or said.generic
            text = "words beside the formula may restrict it"
            return proved if understood else Judgement("undecided", reason=text)
        open_ones.append((known, found))
    firm = all(knowledge.is_firm(key, left.span.start) for key in keys if not _is_free(key, said))
    kinds_known = said.matrices or all(_is_matrix(key, knowledge, left, right) for key in keys)
    stated = (said.general and kinds_known) or _is_stated(left, right, base, worked, firm)
    stated = stated and all(knowledge.is_fresh(key) and knowledge.is_open(key) for key in keys)
    valued = any(knowledge.value_shape(key) is not None for key in keys)
    certain = said.matrices or any(_is_matrix(key, knowledge, left, right) for key in keys)
    tried = [*open_ones, *([] if misfit is None else [misfit])]
    if not certain and _hold_for_numbers(left, right, tried, keys):
        return None
    if open_ones:
        return None if valued else _false(left, right, open_ones, said, stated)
    if misfit is None or _is_slope_along(left):
        return None
    lost = _undefined(misfit, keys, said, stated, firm)
    if lost is None or not (valued and knowledge.has_open_size(keys, left.span.start)):
        return lost
    # n may be the size of the array that is given
    return Judgement("undecided", reason=lost.reason or "".join(lost.notes), shapes=True)


def _all(node: tree.Node, known: Known) -> list[tree.Node]:
    try:
        return parts_of(node, known)
    except UnreadError:
        return []


def _makes_square(left: tree.Node, right: tree.Node, known: Known, found: Readings) -> bool:
    """Whether it fits only if a matrix is square that nobody says to be."""
    powers = [n for side in (left, right) for n in _all(side, known) if isinstance(n, tree.Power)]
    if not any(isinstance(power.exponent, tree.Neg) for power in powers):
        return False
    from symnn.documents.judging.matrices.thin import made_square

    return all(
        made_square(
            (left, right),
            known.body,
            {key: shape for key, shape in one.shapes.items() if key not in known.shapes},
        )
        for one in found.fitting
    )


def _is_slope_along(node: tree.Node) -> bool:
    r"""\partial L(\theta + \eta d)/\partial\eta: a slope along a line, which is a number."""
    operand = node.operand if isinstance(node, tree.Derivative) else None
    if not isinstance(operand, tree.Call):
        return False
    return not all(isinstance(item, tree.Name) for item in operand.arguments.items)


def _is_matrix(key: str, knowledge: Knowledge, left: tree.Node, right: tree.Node) -> bool:
    """Whether a name is surely no letter for a number: its shape is given, or it is transposed."""
    if knowledge.choices(key, left.span.start) or key != plain_name(key):
        return True
    parts = [*tree.walk(left), *tree.walk(right)]
    turned = [n.operand for n in parts if isinstance(n, tree.Transpose)]
    turned += [n.argument for n in parts if isinstance(n, tree.Apply) and _is_of_matrix(n)]
    return any(name_key(part) == key for n in turned for part in tree.walk(n))


def _is_of_matrix(node: tree.Apply) -> bool:
    return tree.key(node.function) in ("tr", "Tr", "trace", "det")


def _hold_for_numbers(
    left: tree.Node,
    right: tree.Node,
    found: Sequence[tuple[Known, Readings]],
    keys: frozenset[str],
) -> bool:
    """Whether capitals that nothing makes matrices may be numbers, for which it may hold."""
    for known, _ in found:
        loose = {key for key in keys if key[:1].isupper() and known.body(key) is None}
        shapes = {**known.shapes, **dict.fromkeys(loose, NUMBER)}
        there = readings(left, right, replace(known, shapes=shapes))
        numbers = bool(there.fitting) and there.fitting[0].is_of_numbers
        if there.obstacle is not None or numbers or (there.fitting and _proved(there)):
            return True
    return False


def _derived_by(*sides: tree.Node) -> frozenset[str]:
    r"""The names in \nabla_x and \partial/\partial x."""
    found: set[str | None] = set()
    for part in (part for side in sides for part in tree.walk(side)):
        if isinstance(part, tree.Derivative):
            found |= {name_key(variable) for variable in part.variables}
        elif is_nabla(part) and isinstance(part, tree.Name) and part.subscript is not None:
            found.add(name_key(part.subscript))
    return frozenset(key for key in found if key is not None)


def _fits(node: tree.Node, known: Known) -> bool:
    """Whether one side alone has sizes that fit."""
    try:
        return any(r.shape is not None for r in sized(node, None, known))
    except UnreadError:
        return True


def _is_free(key: str, said: Words) -> bool:
    return key in dict(said.shapes)


def _keys(node: tree.Node, known: Known) -> set[str]:
    try:
        found = {name_key(n) for n in parts_of(node, known) if not is_nabla(n)}
    except UnreadError:
        return set()
    return {key for key in found if key is not None}


def _proved(found: Readings) -> Judgement | None:
    """Proved if in some layout all the likeliest readings are; with the layouts it is proved in."""
    held: dict[str, Reading] = {}
    for layout in dict.fromkeys(r.layout for r in found.fitting):
        best = _likeliest([r for r in found.fitting if r.layout == layout])
        if all(prover.prove(r.statement) is not None for r in best):
            held[layout] = best[0]
    if not held:
        return None
    every = {r.layout for r in found.fitting} | {r.layout for _, r in found.misfits}
    some = frozenset(held) if len(held) < len(every) else frozenset[str]()
    first = next(iter(held.values()))
    return Judgement("proved", prover.METHOD, notes=_notes(first, found), layouts=some)


def _likeliest(found: list[Reading]) -> list[Reading]:
    least = min(r.cost for r in found)
    return [r for r in found if r.cost == least]


def _notes(reading: Reading, found: Readings) -> tuple[str, ...]:
    """The shapes it was read with, the layout, what must exist."""
    notes = [shapes_text(reading)]
    layouts = {r.layout for r in found.fitting} | {r.layout for _, r in found.misfits}
    if len(layouts) > 1 and reading.layout in _LAYOUT_NOTES:
        notes.append(_LAYOUT_NOTES[reading.layout])
    if _holds(reading.statement["left"], "inverse") or _holds(
        reading.statement["right"], "inverse"
    ):
        notes.append("where the inverses in it exist")
    flags = [(n, v["flags"]) for n, v in reading.statement["names"].items() if v["flags"]]
    for name, has in flags:
        kind = "symmetric" if "symmetric" in has else "orthogonal"
        notes.append(f"for {kind} {plain_name(name)}")
    if reading.cost[0]:
        notes.append("a row, a column or a number is added to all rows, columns or entries")
    return (*notes, *reading.notes)


def shapes_text(reading: Reading) -> str:
    """The shapes of the names, for people."""
    shapes = [
        f"{plain_name(name)}: {row['rows']}×{row['columns']}"
        for name, row in reading.statement["names"].items()
        if (row["rows"], row["columns"]) != ("1", "1")
    ]
    return f"for all sizes ({', '.join(shapes)})" if shapes else "for all numbers"


def _holds(node: object, kind: str) -> bool:
    if not isinstance(node, list):
        return False
    return node[:1] == [kind] or any(_holds(part, kind) for part in node)


# --- what is false --------------------------------------------------------------------


def _is_stated(left: tree.Node, right: tree.Node, known: Known, worked: bool, firm: bool) -> bool:
    """Whether an equation is a general formula, which nobody has to solve or to meet.

    So it is if it says what the derivative of an expression is in the same letters, if it goes
    on from a definition in the same letters, or if it works out the transpose, the inverse, the
    trace, … of a composite of matrices whose shapes were given.
    """
    used, had = _keys(right, known), _keys(left, known)
    if not used or isinstance(right, tree.Number):
        return False
    if _is_derivative(left):
        from symnn.documents.judging.identities.differential_equations import asks_for_function

        derived = differentiated(left)
        if derived is not None and asks_for_function(derived, right):
            return False
        return used <= had | _through(left, right, known)
    if used != had:
        return False
    if worked or not firm or not _is_law(left):
        return worked
    return _core(left) != _core(right)


def _is_explicit(node: tree.Node, known: Known) -> bool:
    """Whether what is derived is written out or defined: dx/dt = -x is an equation for x."""
    if isinstance(node, tree.Derivative) and node.operand is not None:
        inner = node.operand
    elif isinstance(node, tree.Product):
        inner = node.factors[1] if len(node.factors) == 2 else node
    else:
        inner = node.arguments if isinstance(node, tree.Call) else node
    while isinstance(inner, tree.Group) and len(inner.items) == 1:
        inner = inner.items[0]
    key = name_key(inner.head if isinstance(inner, tree.Call) else inner)
    return key is None or known.body(key) is not None


def _through(left: tree.Node, right: tree.Node, known: Known) -> set[str]:
    """The names that the same number is derived by on the right, with their definitions.

    So are those of such a derivative: G of G = ∂L/∂D, and the names in D.
    """
    slopes = [n for n in tree.walk(left) if isinstance(n, tree.Derivative)]
    losses = {name_key(n.operand) for n in slopes if n.operand is not None}
    found: set[str] = set()
    named = {name_key(n) or "": known.body(name_key(n) or "") for n in tree.walk(right)}
    deltas = {key: body for key, body in named.items() if isinstance(body, tree.Derivative)}
    for node in (*tree.walk(right), *deltas.values()):
        if isinstance(node, tree.Derivative) and node.operand is not None:
            key = name_key(node.variables[0])
            if name_key(node.operand) in losses and key is not None and known.body(key) is not None:
                found |= _keys(node.variables[0], known)
                found |= {key for key, body in deltas.items() if body is node}
    return found


def _is_derivative(node: tree.Node) -> bool:
    if isinstance(node, tree.Product):
        return is_nabla(node.factors[0])
    if isinstance(node, tree.Call):
        return is_nabla(node.head)
    return isinstance(node, tree.Derivative)


def _is_law(node: tree.Node) -> bool:
    """The transpose, inverse, trace, determinant, square, … of a sum or a product."""
    if isinstance(node, tree.Transpose):
        inner: tree.Node = node.operand
    elif isinstance(node, tree.Power):
        inner = node.base.operand if isinstance(node.base, tree.Norm) else node.base
    elif isinstance(node, tree.Apply):
        inner = node.argument
    else:
        return False
    return isinstance(_core(inner), (tree.Sum, tree.Product))


def _core(node: tree.Node) -> tree.Node:
    from symnn.documents.judging.open_arrays.laws_stated import core

    return core(node)


def _false(
    left: tree.Node,
    right: tree.Node,
    found: list[tuple[Known, Readings]],
    said: Words,
    stated: bool,
) -> Judgement | None:
    """Refuted if it is stated and false in all readings, whatever matrices are supposed to be."""
    if not stated:
        return None
    points = [prover.refute(r.statement) for _, f in found for r in f.fitting]
    if any(point is None for point in points):
        return Judgement("undecided", reason="neither proved for all sizes nor refuted")
    if not said.understood:
        return Judgement("undecided", reason="words beside the formula may restrict it")
    if any(r.cost[0] for _, f in found for r in _likeliest(list(f.fitting))):
        return Judgement("undecided", reason="a row or a number may be added to all rows, or not")
    assumed = None if said.general else _under_assumption(left, right, found)
    if assumed is not None:
        return Judgement("undecided", reason=f"false in general, but {assumed}")
    first = points[0]
    text = first[1].text() if first is not None else ()
    shown = tuple((plain_name(name), value) for name, value in text)
    notes = (shapes_text(found[0][1].fitting[0]),)
    return Judgement("refuted", prover.METHOD, counterexample=shown, notes=notes)


def _under_assumption(
    left: tree.Node, right: tree.Node, found: list[tuple[Known, Readings]]
) -> str | None:
    """What authors leave unsaid: that a matrix is symmetric, or orthogonal."""
    for known, was in found:
        shapes = was.fitting[0].before
        squares = [name for name, shape in shapes.items() if shape[0] == shape[1] != "1"]
        for word, flags in _ASSUMED:
            for names in (*([name] for name in squares), squares):
                more = {name: flags | known.flags.get(name, frozenset()) for name in names}
                there = readings(left, right, replace(known, flags={**known.flags, **more}))
                if names and there.fitting and _proved(there) is not None:
                    listed = " and ".join(plain_name(name) for name in names)
                    return f"it holds for {word} {listed}"
        for reading in was.fitting:
            kind = prover.holds_for_special_vectors(reading.statement)
            if kind is not None:
                return f"it may hold for {kind}"
    return None


def _undefined(
    misfit: tuple[Known, Readings],
    keys: frozenset[str],
    said: Words,
    stated: bool,
    firm: bool,
) -> Judgement | None:
    """No reading has sizes that fit: a finding, and a refutation where all sizes are certain."""
    known, found = misfit
    if not found.misfits:
        return None
    least = min(found.misfits, key=lambda m: m[1].cost)
    text = least[0]
    certain = firm or all(key in known.shapes or key in dict(said.shapes) for key in keys)
    if not certain and not stated:
        return None
    likeliest = [r for _, r in found.misfits if r.cost == least[1].cost]
    sides = [r.statement[side] for r in likeliest for side in ("left", "right")]
    if any(_holds(side, "f") or _holds(side, "ones") for side in sides):
        return Judgement("undecided", reason=text, shapes=True)
    points = [prover.refute(reading.statement) for _, reading in found.misfits]
    plain_letters = not any(s.startswith("(") for shape in known.shapes.values() for s in shape)
    if stated and said.understood and plain_letters and all(p is not None for p in points):
        point = prover.refute(least[1].statement)
        shown = () if point is None else point[1].text()
        named = tuple((plain_name(n), v) for n, v in shown)
        return Judgement("refuted", prover.METHOD, counterexample=named, notes=(text,))
    return Judgement("undecided", reason=text, shapes=True)
