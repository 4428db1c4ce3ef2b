"""Claims about the shape of an expression: its sizes are polynomials in letters."""

from __future__ import annotations

from collections.abc import Sequence

from symnn.documents.judging.open_arrays.equal_sizes import differ, holds
from symnn.documents.judging.open_arrays.judge import SIZE_METHOD, Scope, ready
from symnn.documents.judging.open_arrays.memory import Memory
from symnn.documents.judging.open_arrays.reading import Reading
from symnn.documents.judging.open_arrays.said import Said
from symnn.documents.judging.open_arrays.sizes import SCALAR, MisfitError, Shape, UnreadError
from symnn.documents.judging.open_arrays.terms import Term
from symnn.documents.judging.open_arrays.trials import Relation, allowed
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key


def shape_claim(
    memory: Memory, said: Said, scope: Scope, node: tree.Node, wanted: Shape, vector: bool = False
) -> Judgement | None:
    """What is found about `expression ∈ ℝ^{m×n}`; None where nothing is."""
    derived = any(isinstance(p, tree.Derivative) for p in tree.walk(node))
    shapes: list[Shape | str] = []
    readings = []
    for turned in (False, True) if derived and not memory.shaped else (False,):
        reading = ready(memory, said, scope, (node,))
        reading.turned = reading.turned_vectors = turned
        reading.shapes_alone = True
        readings.append(reading)
        try:
            term = reading.read(reading.apart(node))
            shapes.append(reading.sizes.shape(term.shape))
        except MisfitError as misfit:
            shapes.append(str(misfit))
        except UnreadError:
            return None
    known = [s for s in shapes if not isinstance(s, str)]
    if _has_open_names(readings[0], node):
        return None
    if any(not s[0].is_known or not s[1].is_known for s in known) or readings[0].sizes.pending:
        return None
    if not said.understood:
        return None
    turned_wanted = (wanted[1], wanted[0])
    if any(s == wanted or (vector and s == turned_wanted) for s in known):
        text = f"by its sizes it is {readings[0].sizes.text(known[0])}"
        first = known[0] == wanted and all(s in (wanted, turned_wanted) for s in known)
        shown = first and all(holds("=", a, b) for a, b in zip(known[0], wanted, strict=True))
        return Judgement("proved", SIZE_METHOD, notes=(text,)) if shown else None
    if len(known) < len(shapes):
        return None
    return _other_shape(readings[0], known, wanted, said, vector)


def _has_open_names(reading: Reading, node: tree.Node) -> bool:
    """Whether arrays of which nothing is known stand in the claim itself."""
    keys = {name_key(part) for part in tree.walk(node)}
    told = reading.memory.shapes.keys() | reading.said.shapes.keys() | reading.said.sorts.keys()
    return any(
        key in keys and key not in told and shape != SCALAR
        for key, shape in reading.leaves.items()
        if not (key.startswith("d") and key[1:] in told)
    )


def _other_shape(
    reading: Reading, known: Sequence[Shape], wanted: Shape, said: Said, vector: bool
) -> Judgement | None:
    """Another shape than told, at sizes that the words beside it allow."""
    if reading.open_names or reading.broadcast:
        return None
    if any(s == (wanted[1], wanted[0]) for s in known) and len(known) > 1:
        return None  # laid out in another way
    text = f"it is {reading.sizes.text(known[0])}, not {reading.sizes.text(wanted)}"
    numbers = all(not s.letters for shape in (*known, wanted) for s in shape)
    if not (said.general or said.apart or said.bounds or numbers or _always(known[0], wanted)):
        return None  # sizes may be the same
    letters = sorted({x for shape in (*known, wanted) for s in shape for x in s.letters})
    if any(x.startswith("(") for x in letters):
        return None
    for first in range(2, 7):
        sizes = {name: first + k for k, name in enumerate(letters)}
        bounded = Relation(
            Term("zeros", SCALAR), Term("zeros", SCALAR), {}, {}, said.bounds, said.apart
        )
        if not allowed(bounded, sizes):
            continue
        ways = [wanted, (wanted[1], wanted[0])] if vector else [wanted]
        if all(_is_other(shape, way, sizes) for shape in known for way in ways):
            shown = tuple((name, str(n)) for name, n in sizes.items())
            return Judgement("refuted", SIZE_METHOD, counterexample=shown, notes=(text,))
    return None


def _is_other(one: Shape, two: Shape, sizes: dict[str, int]) -> bool:
    return any(differ(a, b, sizes) for a, b in zip(one, two, strict=True))


def _always(one: Shape, two: Shape) -> bool:
    """Whether two shapes differ by sizes of different degrees: hd and h + d, n and n + 1."""
    gaps = [a - b for a, b in zip(one, two, strict=True)]
    return any(gap.terms and not gap.letters for gap in gaps)


def is_of_lists(memory: Memory, node: tree.Node) -> bool:
    """Whether a function in it is a list [a, b], which may be one vector or two columns."""
    keys = (name_key(part) or "" for part in tree.walk(node))
    bodies = (memory.functions[key].body for key in keys if key in memory.functions)
    return any(
        isinstance(part, tree.Group) and part.fence == "[]" and len(part.items) > 1
        for body in bodies
        for part in tree.walk(body)
    )


def is_led_to(lead: tree.Text | None) -> bool:
    """Whether words before an expression only name it: "the matrix AB"."""
    words = "" if lead is None else lead.text.lower().strip()
    return words in ("", "the matrix", "the product", "the sum", "the square matrix")
