"""What a matrix or a function has: rank, determinant, eigenvalues, pieces, breakpoints."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Compound, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.functions import Statement
from symnn.documents.phrases.matrices import (
    MATRICES,
    det,
    independent,
    is_eigenvalue,
    numbers_of,
    orthonormal_columns,
    refuse,
    rows_of,
    square,
)
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.rank import rank_of
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker, split_domain
from symnn.exact.expression import Expr, add, mul, negative, rational, symbol
from symnn.exact.radicals import written_form
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array
from symnn.latex.parser import parse
from symnn.latex.walking import both_signs

Rule: TypeAlias = "Callable[[], Phrase | None]"

COMPARED: Final = regex(
    rf"(?P<how>exactly|precisely|only|at most|at least|more than|fewer than|less than"
    rf"|no more than|no fewer than|no less than|up to|equal to)? ?(?P<n>{COUNT})"
)
RELATIONS: Final = {
    None: "=", "exactly": "=", "precisely": "=", "only": "=", "equal to": "=", "at most": "<=",
    "no more than": "<=", "up to": "<=", "at least": ">=", "no fewer than": ">=",
    "no less than": ">=", "more than": ">", "fewer than": "<", "less than": "<",
}  # fmt: skip
_PIECES: Final = regex(
    r"(?P<count>.+?) (?:(?:affine|distinct|different) )?"
    r"(?:linear pieces?|linear regions?|affine pieces?|affine regions?|linear segments?"
    r"|piecewise linear pieces?|pieces|segments)"
)
_BREAKS: Final = regex(
    rf"(?:(?P<count>{COUNT}|its|its only|exactly {COUNT}|a|one) )?"
    r"(?:break ?points?|kinks?|joints?|knots?)"
    rf"(?: at (?P<at>{PLACE}(?:(?:,| and|, and) {PLACE})*))?"
)
_BREAKS_OF: Final = regex(
    r"(?:the |its )?(?:only |two |three |four )?(?:break ?points|kinks|joints|knots) of"
    rf" (?:the function )?(?P<of>{PLACE})"
)
_RANK: Final = regex(rf"(?:a )?rank (?P<count>(?:[a-z ]+ )?{COUNT})")
_FULL: Final = regex(r"full (?P<which>column |row )?rank")
_DET: Final = regex(rf"(?:a )?(?P<what>determinant|trace) (?:of )?(?:equal to )?(?P<n>{COUNT})")
_EIGENVALUES: Final = regex(
    rf"(?P<the>the |its )?eigenvalues? "
    rf"(?P<list>{PLACE}(?:(?:,| and|, and) (?:{PLACE}|{COUNT}))*)"
)
_SIZE: Final = regex(
    rf"(?P<count>(?:[a-z ]+ )?{COUNT}) (?P<what>columns?|rows?|entries|components)"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of "subject has predicate"; None if it is not known here."""
    of = _BREAKS_OF.fullmatch(subject) if verb in ("is", "are", "lie", "lies") else None
    if of is not None:
        places = predicate.removeprefix("located ").removeprefix("at ")
        match = _BREAKS.fullmatch(f"kinks at {places}")
        return partial(_breaks, speaker, of["of"], match, None) if match else None
    if verb not in ("has", "have"):
        return None
    bare, domain = split_domain(predicate)
    for text, where in ((predicate, None), (bare, domain)):
        match = _PIECES.fullmatch(text)
        count = COMPARED.fullmatch(match["count"]) if match else None
        if count is not None:
            return partial(_pieces, speaker, subject, count, where, _in_a_row(text))
        match = _BREAKS.fullmatch(text)
        if match and (match["at"] or match["count"]):
            return partial(_breaks, speaker, subject, match, where)
    for pattern, rule in _RULES:
        match = pattern.fullmatch(predicate)
        counted = match.groupdict().get("count") if match is not None else None
        if match is not None and (counted is None or COMPARED.fullmatch(counted)):
            return partial(rule, speaker, subject, match)
    return None


def _array(speaker: Speaker, text: str) -> Array | None:
    subject = speaker.subject(text)
    if subject is None or subject.groups:
        return None
    if len(subject.arrays) != 1:
        raise refuse(f"{subject.text} is more than one matrix")
    return subject.arrays[0]


# --- functions ------------------------------------------------------------------------


def _in_a_row(text: str) -> bool:
    """Whether pieces one after the other are meant, and not the formulas that differ."""
    pieces = text.endswith(("piece", "pieces", "segment", "segments"))
    return pieces and "distinct" not in text and "different" not in text


def _pieces(
    speaker: Speaker, subject: str, match: re.Match[str], domain: str | None, row: bool
) -> Phrase | None:
    from symnn.documents.phrases import pieces

    found = speaker.subject(subject)
    if found is None:
        return None
    if not found.is_function:
        raise refuse(f"{found.text} is no function here")
    function = speaker.function(found, domain)
    claimed, relation = speaker.number(match["n"]), RELATIONS[match["how"]]
    intervals = row and function.inputs == 1
    numbers = sorted({pieces.stretches(function)} if intervals else pieces.counts(function))
    statements = tuple((Atomic(relation, rational(n), claimed), ()) for n in numbers)
    said = " or ".join(map(str, numbers))
    reading = f"{found.text} has {match[0]} linear pieces (there are {said})"
    return Phrase("has", speaker.said(reading), statements, method=pieces.METHOD)


def _breaks(
    speaker: Speaker, subject: str, match: re.Match[str], domain: str | None
) -> Phrase | None:
    from symnn.documents.phrases import pieces

    found = speaker.subject(subject)
    if found is None:
        return None
    if not found.is_function:
        raise refuse(f"{found.text} is no function here")
    points = [written_form(p) for p in pieces.breakpoints(speaker.function(found, domain))]
    parts: list[Formula] = []
    if match["at"]:
        claimed = listed(speaker, match["at"])
        if len(claimed) != len(points):
            parts.append(Atomic("=", rational(len(points)), rational(len(claimed))))
        else:
            parts += [Compound("or", tuple(Atomic("=", p, c) for c in claimed)) for p in points]
    count = COMPARED.fullmatch(match["count"] or "")
    if count is not None:
        claim = speaker.number(count["n"])
        parts.append(Atomic(RELATIONS[count["how"]], rational(len(points)), claim))
    if not parts:
        return None
    statement = (conjunction(tuple(parts)), ())
    return Phrase("has", "", (statement,), method=pieces.METHOD)


# --- matrices -------------------------------------------------------------------------


def ranked(array: Array, comparison: str, claimed: Expr) -> Phrase:
    """The rank of a matrix compared with a number."""
    number, shown = rank_of(rows_of(array))
    statement = (Atomic(comparison, rational(number), claimed), ())
    return Phrase("has", "", (statement,), support=(shown,), method=f"the rank is {number}")


def _rank(speaker: Speaker, subject: str, match: re.Match[str]) -> Phrase | None:
    count = COMPARED.fullmatch(match["count"])
    array = _array(speaker, subject)
    if array is None or count is None:
        return None
    return ranked(array, RELATIONS[count["how"]], speaker.number(count["n"]))


def _full_rank(speaker: Speaker, subject: str, match: re.Match[str]) -> Phrase | None:
    array = _array(speaker, subject)
    if array is None:
        return None
    rows, columns = array.shape
    wanted = {"column ": columns, "row ": rows}.get(match["which"] or "", min(rows, columns))
    return ranked(array, "=", rational(wanted))


def _determinant(speaker: Speaker, subject: str, match: re.Match[str]) -> Phrase | None:
    array = _array(speaker, subject)
    if array is None:
        return None
    rows = square(array)
    value = (
        det(rows) if match["what"] == "determinant" else add(*(r[i] for i, r in enumerate(rows)))
    )
    return Phrase("has", "", ((Atomic("=", value, speaker.number(match["n"])), ()),))


def _eigenvalues(speaker: Speaker, subject: str, match: re.Match[str]) -> Phrase | None:
    array = _array(speaker, subject)
    if array is None:
        return None
    return Phrase("has", "", said_spectrum(speaker, array, match["list"], bool(match["the"])))


def said_spectrum(speaker: Speaker, array: Array, text: str, the: bool) -> tuple[Statement, ...]:
    """What is said of eigenvalues in a list, which may be complex numbers.

    Args:
        speaker: the sentence.
        array: the matrix.
        text: the words with the places of the eigenvalues.
        the: whether all of them are meant.
    """
    from symnn.documents.phrases.complex_spectra import complex_spectrum

    found = complex_spectrum(speaker, array, text)
    return spectrum(array, listed(speaker, text), the) if found is None else found


def listed(speaker: Speaker, text: str) -> list[Expr]:
    """1, 2 and 3, in one place or in several."""
    found: list[Expr] = []
    for place in re.findall(rf"{PLACE}|{COUNT}", text):
        part = speaker.clause.part(place) if place.startswith("⟨") else None
        node = part.node if part is not None else None
        if part is not None and node is None:
            found += _values(speaker, part.latex)
        elif isinstance(node, tree.Group) and node.fence in ("", "{}"):
            found += [speaker.reader.read_scalar(item).expr for item in node.items]
        elif isinstance(node, tree.Chain):
            ends = both_signs(node.links[-1].operand)
            found += [speaker.reader.read_scalar(end).expr for end in ends]
        elif node is not None and len(both_signs(node)) > 1:
            found += [speaker.reader.read_scalar(one).expr for one in both_signs(node)]
        else:
            found.append(speaker.number(place))
    return found


def _values(speaker: Speaker, latex: str) -> list[Expr]:
    """The numbers of `x = 1, x = 2`, all of one letter."""
    bodies = [s.body for s in parse(latex).statements if isinstance(s, tree.Statement)]
    chains = [b for b in bodies if isinstance(b, tree.Chain)]
    keys = {c.first.base if isinstance(c.first, tree.Name) else "" for c in chains} - {""}
    plain = all(len(c.links) == 1 and c.links[0].relation == "=" for c in chains)
    if len(chains) != len(bodies) or len(keys) != 1 or not plain:
        raise refuse("the mathematics in it is more than one expression")
    return [speaker.reader.read_scalar(c.links[0].operand).expr for c in chains]


def spectrum(array: Array, claimed: list[Expr], the: bool) -> tuple[Statement, ...]:
    """Each is an eigenvalue; said of *the* eigenvalues, and as another reading, no other is."""
    from symnn.exact.spectral import characteristic_polynomial

    rows = square(array)
    each = conjunction(tuple(is_eigenvalue(array, value) for value in claimed))
    numbers = numbers_of(array)
    polynomial = characteristic_polynomial(numbers)
    t = symbol("t")
    value = add(*(mul(written_form(c), t**k) for k, c in enumerate(polynomial)))
    roots = [add(t, negative(value)) for value in claimed]
    power = mul(*(root ** len(rows) for root in roots))
    nothing_else = Compound(
        "implies", (Atomic("=", value, rational(0)), Atomic("=", power, rational(0)))
    )
    both = (Compound("and", (each, nothing_else)), ())
    return (both,) if the else ((each, ()), both)


def _orthonormal(speaker: Speaker, subject: str, match: re.Match[str]) -> Phrase | None:
    array = _array(speaker, subject)
    if array is not None and match["which"] == "rows":
        array = Array(tuple(zip(*array.rows, strict=True)))
    return None if array is None else Phrase("has", "", ((orthonormal_columns(array), ()),))


def _independent(speaker: Speaker, subject: str, match: re.Match[str]) -> Phrase | None:
    array = _array(speaker, subject)
    if array is None:
        return None
    rows = rows_of(array)
    vectors = rows if match["which"] == "rows" else tuple(zip(*rows, strict=True))
    negated = match["how"] is None
    return Phrase("has", "", ((independent(vectors), ()),), negated=negated)


def _size(speaker: Speaker, subject: str, match: re.Match[str]) -> Phrase | None:
    count = COMPARED.fullmatch(match["count"])
    array = _array(speaker, subject)
    if array is None or count is None:
        return None
    rows, columns = array.shape
    sizes = {"row": rows, "col": columns, "ent": rows * columns, "com": rows * columns}
    found = sizes[match["what"][:3]]
    statement = (Atomic(RELATIONS[count["how"]], rational(found), speaker.number(count["n"])), ())
    return Phrase("has", "", (statement,), method=f"it has {found}")


def _zero_diagonal(speaker: Speaker, subject: str, match: re.Match[str]) -> Phrase | None:
    del match
    array = _array(speaker, subject)
    return None if array is None else Phrase("has", "", ((MATRICES["zero diagonal"](array), ()),))


def _unit_diagonal(speaker: Speaker, subject: str, match: re.Match[str]) -> Phrase | None:
    del match
    array = _array(speaker, subject)
    if array is None:
        return None
    ones = tuple(Atomic("=", row[i], rational(1)) for i, row in enumerate(square(array)))
    return Phrase("has", "", ((conjunction(ones), ()),))


def _no_real(speaker: Speaker, subject: str, match: re.Match[str]) -> Phrase | None:
    """det(A - t I) ≠ 0 for all real t."""
    del match
    array = _array(speaker, subject)
    if array is None:
        return None
    t = symbol("t")
    rows = square(array)
    shifted = tuple(
        tuple(add(e, negative(t)) if i == j else e for j, e in enumerate(row))
        for i, row in enumerate(rows)
    )
    return Phrase("has", "", ((Atomic("!=", det(shifted), rational(0)), ()),))


_RULES: Final = (
    (regex(r"no real eigen(?:values?|vectors?)"), _no_real),
    (regex(r"(?:a )?zero diagonal"), _zero_diagonal),
    (regex(r"(?:ones on (?:the|its) diagonal|a unit diagonal)"), _unit_diagonal),
    (_RANK, _rank),
    (_FULL, _full_rank),
    (_DET, _determinant),
    (_EIGENVALUES, _eigenvalues),
    (regex(r"orthonormal (?P<which>columns|rows)"), _orthonormal),
    (
        regex(r"(?:only )?linearly (?P<how>in)?dependent (?P<which>columns|rows)"),
        _independent,
    ),
    (_SIZE, _size),
)
