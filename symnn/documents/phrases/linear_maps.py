"""Linear maps given by formulas as the matrices they are: T(x, y) = (2x, y) is [[2, 0], [0, 1]].

Where words need a matrix ("the eigenvalues of T", "the kernel of T is a line"), the name of such a
map stands for its matrix. That the map is linear is proved first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.functions import function_of
from symnn.documents.phrases.matrices import equal, product, rows_of, transpose, unit
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.rank import rank_of
from symnn.documents.phrases.subjects import Speaker
from symnn.errors import SymnnError
from symnn.exact.expression import ONE, ZERO, add, free_symbols, mul, postorder, rational
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Defined, Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

_ONTO: Final = regex(
    r"(?P<what>surjective|onto|bijective|an isomorphism|an? isometry|injective|one-to-one)"
)
#: Maps of more numbers are left alone.
MOST: Final = 6


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of "T is surjective" for a linear map, or a matrix as one; None for other words."""
    match = _ONTO.fullmatch(predicate)
    if match is None or verb not in ("is", "are"):
        return None
    if match["what"] in ("injective", "one-to-one"):
        found = speaker.subject(subject)
        if found is None or not all(isinstance(v, Array) for v in found.values):
            return None
    return partial(_onto, speaker, subject, match["what"])


def _onto(speaker: Speaker, text: str, what: str) -> Phrase | None:
    subject = speaker.subject(text)
    if subject is None or len(subject.values) != 1 or not isinstance(subject.values[0], Array):
        return None
    rows = rows_of(subject.values[0])
    if what.endswith("isometry"):
        gram = product(transpose(rows), rows)
        return Phrase("is", "", ((equal(gram, unit(len(gram))), ()),))
    number, shown = rank_of(rows)
    whole = what not in ("injective", "one-to-one")
    parts = [Atomic("=", rational(number), rational(len(rows)))] if whole else []
    if what not in ("surjective", "onto"):
        parts.append(Atomic("=", rational(number), rational(len(rows[0]))))
    statement = (conjunction(tuple(parts)), ())
    return Phrase("is", "", (statement,), support=(shown,), method=f"the rank is {number}")


def matrix_of(value: Defined, reader: Reader) -> Array | None:
    """The matrix A of a map x ↦ A x of lists of numbers; None for any other function."""
    try:
        f = function_of(value, value.name, reader)
        if not 1 < f.inputs <= MOST:
            return None
        corners = [[ONE if j == k else ZERO for j in range(f.inputs)] for k in range(f.inputs)]
        columns = [tuple(map(lower, f.at(corner))) for corner in corners]
        x = f.point("symnn")
        whole = f.at(x)
        if any(node.op == "apply" and free_symbols(node) for node in postorder(*whole)):
            return None  # nobody writes a linear map with logarithms
        for k, cell in enumerate(whole):
            line = add(*(mul(column[k], e) for column, e in zip(columns, x, strict=True)))
            if not decide(Claim(Atomic("=", cell, line)), seconds=1).proved:
                return None
    except SymnnError:
        return None
    if len(columns[0]) < 2:
        return None
    return Array(tuple(tuple(Scalar(e) for e in row) for row in zip(*columns, strict=True)))


def with_matrices(reader: Reader, nodes: Iterable[tree.Node | None]) -> Reader | None:
    """The view in which the linear maps among names are matrices; None if there are none.

    A map that is called in them stays what it is.
    """
    parts = [part for node in nodes if node is not None for part in tree.walk(node)]
    if any(isinstance(part, tree.Product) and "∘" in part.operators for part in parts):
        return None  # a sign between functions, which is another one between matrices
    called = {tree.key(part.head) for part in parts if isinstance(part, tree.Call)}
    found = {}
    for part in parts:
        key = tree.key(part) if isinstance(part, tree.Name) else None
        if key is None or key in called or key in found or key in reader.varied:
            continue
        known = reader.scope.latest(key)
        function = known.function() if known is not None else None
        matrix = None if function is None else matrix_of(function, reader)
        if matrix is not None:
            found[key] = matrix
    return reader.varying({**reader.varied, **found}) if found else None
