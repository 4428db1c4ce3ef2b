"""Eigenvalues in words: none real, how many, the only one, how many independent eigenvectors."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.having import COMPARED, RELATIONS, listed, spectrum
from symnn.documents.phrases.matrices import (
    MATRICES,
    Rows,
    eigenvector,
    equal,
    numbers_of,
    product,
    refuse,
    rows_of,
    square,
    transpose,
)
from symnn.documents.phrases.notation.spectrum import eigenvalues
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.rank import rank_of
from symnn.documents.phrases.shapes import truth
from symnn.documents.phrases.spectra import radical
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker, vectors_of
from symnn.exact import univariate
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import add, negative, rational
from symnn.functions.lower import lower
from symnn.latex.meaning.scope import RESIDUES
from symnn.latex.meaning.values import Array, Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

_COUNTED: Final = regex(
    rf"(?P<count>no|(?:[a-z ]+ )?{COUNT})(?: different| distinct)?(?P<real> real)?"
    r"(?: different| distinct)? eigenvalues?"
)
_VECTORS: Final = regex(rf"(?P<count>(?:[a-z ]+ )?{COUNT}) (?:linearly )?independent eigenvectors?")
_ONLY: Final = regex(rf"(?:the|its) only eigenvalue of (?:the )?(?:matrix )?(?P<of>{PLACE})")
_SAME: Final = regex(
    r"(?:the )?nonzero (?P<what>eigenvalues|singular values) of (?:the )?(?:matrix )?"
    rf"(?P<a>{PLACE})"
    rf" and (?:those )?(?:of )?(?:the )?(?:matrix )?(?P<b>{PLACE})"
)
_EIGENVECTORS: Final = regex(rf"eigenvectors of (?:the )?(?:matrix )?(?P<of>{PLACE})")
_INVERTIBLE: Final = regex(r"(?:(?P<no>no)|an) inverse(?: matrix)?")
_INVERSE: Final = regex(
    rf"(?:the )?(?:moore-penrose )?(?:pseudoinverse|pseudo-inverse|moore-penrose inverse) of"
    rf" (?:the )?(?:matrix )?(?P<of>{PLACE})"
)
_SPACES: Final = regex("eigenspace|eigenvectors of|characteristic polynomial")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about eigenvalues of numbers, no residues; None if it is none."""
    residues = RESIDUES in speaker.reader.scope.told
    return None if residues else _found(speaker, subject, verb, predicate)


def _found(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    if _SPACES.search(f"{subject} {predicate}") is not None:
        from symnn.documents.phrases import eigenspaces

        found = eigenspaces.find(speaker, subject, verb, predicate)
        if found is not None:
            return found
    if verb in ("has", "have"):
        for pattern, rule in ((_COUNTED, _number), (_VECTORS, _independent)):
            match = pattern.fullmatch(predicate)
            text = "zero" if match is not None and match["count"] == "no" else ""
            counted = COMPARED.fullmatch(text or match["count"]) if match is not None else None
            if match is not None and counted is not None:
                return partial(rule, speaker, subject, match, counted)
    vectors = _EIGENVECTORS.fullmatch(predicate) if verb == "are" else None
    if vectors is not None:
        return partial(_eigenvectors, speaker, subject, vectors["of"])
    match = _INVERTIBLE.fullmatch(predicate) if verb in ("has", "have") else None
    if match is not None:
        return partial(_invertible, speaker, subject, bool(match["no"]))
    match = _SAME.fullmatch(subject)
    if match is not None and (
        predicate in ("equal", "the same", "identical") or verb == "coincide"
    ):
        return partial(_same, speaker, match)
    if verb not in ("is", "equals"):
        return None
    match = _ONLY.fullmatch(subject)
    if match is not None and re.fullmatch(rf"{PLACE}|{COUNT}", predicate):
        return partial(_only, speaker, match["of"], predicate)
    match = _INVERSE.fullmatch(subject)
    if match is not None and re.fullmatch(PLACE, predicate):
        return partial(_pseudoinverse, speaker, match["of"], predicate)
    return None


def _eigenvectors(speaker: Speaker, text: str, place: str) -> Phrase | None:
    """Each of several vectors, or of the columns of a matrix."""
    matrix, subject = speaker.value(place), speaker.subject(text)
    if subject is None or not (subject.groups or len(subject.values) > 1):
        return None
    if not isinstance(matrix, Array):
        raise refuse(f"{speaker.said(place)} is no matrix here")
    parts = tuple(eigenvector(matrix, v, None) for v in vectors_of(subject))
    return Phrase("are", "", ((conjunction(parts), ()),))


def _invertible(speaker: Speaker, text: str, denied: bool) -> Phrase | None:
    array = _array(speaker, text)
    if array is None:
        return None
    square(array)
    return Phrase("has", "", ((MATRICES["invertible"](array), ()),), denied)


def _array(speaker: Speaker, text: str) -> Array | None:
    subject = speaker.subject(text)
    if subject is None or subject.groups or subject.is_function or len(subject.values) != 1:
        return None
    return subject.arrays[0]


def _number(
    speaker: Speaker, text: str, match: re.Match[str], counted: re.Match[str]
) -> Phrase | None:
    """How many different real roots the characteristic polynomial has, by Sturm."""
    array = _array(speaker, text)
    if array is None:
        return None
    found, every = _counted(array)
    if not match["real"] and found != every:
        raise refuse("some eigenvalues are not real, and over which numbers is not said")
    plain = "distinct" not in match[0] and "different" not in match[0]
    if plain and match["count"] != "no" and every != array.shape[0]:
        raise refuse("whether multiple eigenvalues count once is not said")
    statement = (
        Atomic(RELATIONS[counted["how"]], rational(found), speaker.number(counted["n"])),
        (),
    )
    return Phrase("has", "", (statement,), method=f"{found} real roots, by Sturm's theorem")


def _independent(
    speaker: Speaker, text: str, match: re.Match[str], counted: re.Match[str]
) -> Phrase | None:
    """The dimensions of the eigenspaces added up, where all eigenvalues are real and known."""
    del match
    array = _array(speaker, text)
    if array is None:
        return None
    rows = square(array)
    found = eigenvalues(array)
    support: list[Formula] = [found.shown]
    total = 0
    for value in {exact_value(lower(e)): e for e in found.values}.values():
        shifted = tuple(
            tuple(add(e, negative(value)) if i == j else e for j, e in enumerate(row))
            for i, row in enumerate(rows)
        )
        rank, shown = rank_of(shifted)
        support.append(shown)
        total += len(rows) - rank
    relation = RELATIONS[counted["how"]]
    if counted["how"] is None:
        relation = ">="  # "has two" also where there are three
    statement = (Atomic(relation, rational(total), speaker.number(counted["n"])), ())
    method = f"the eigenspaces have {total} dimensions together"
    return Phrase("has", "", (statement,), support=tuple(support), method=method)


def _only(speaker: Speaker, place: str, predicate: str) -> Phrase:
    found = speaker.value(place)
    if not isinstance(found, Array):
        raise refuse(f"{speaker.said(place)} is no matrix here")
    real, every = _counted(found)
    if real != every:
        raise refuse("some eigenvalues are not real, and over which numbers is not said")
    return Phrase("is", "", spectrum(found, listed(speaker, predicate), True))


def _counted(array: Array) -> tuple[int, int]:
    """How many different real eigenvalues there are, by Sturm, and how many at all."""
    from symnn.exact.spectral import characteristic_polynomial

    square(array)
    polynomial = univariate.polynomial(list(radical(characteristic_polynomial(numbers_of(array)))))
    chain = univariate.sturm_chain(polynomial)
    low, high = (univariate.variations_at_infinity(chain, side) for side in (-1, 1))
    return low - high, len(polynomial) - 1


def _same(speaker: Speaker, match: re.Match[str]) -> Phrase:
    """Their characteristic polynomials are the same but for a power of t."""
    from symnn.exact.spectral import characteristic_polynomial

    arrays = []
    for place in (match["a"], match["b"]):
        found = speaker.value(place)
        if not isinstance(found, Array):
            raise refuse(f"{speaker.said(place)} is no matrix here")
        if match["what"].startswith("singular"):
            rows = rows_of(found)
            gram = product(transpose(rows), rows)
            found = _made(gram)
        arrays.append(found)
    kept = []
    for array in arrays:
        square(array)
        coefficients = list(characteristic_polynomial(numbers_of(array)))
        while coefficients and not coefficients[0]:
            coefficients.pop(0)
        kept.append(coefficients)
    return truth("coincide", kept[0] == kept[1], "characteristic polynomials")


def _made(rows: Rows) -> Array:
    return Array(tuple(tuple(Scalar(e) for e in row) for row in rows))


def _pseudoinverse(speaker: Speaker, place: str, predicate: str) -> Phrase:
    """The four equations of Penrose, which one matrix alone satisfies."""
    arrays = [speaker.value(place), speaker.value(predicate)]
    if not all(isinstance(a, Array) for a in arrays):
        raise refuse("two matrices are needed in it")
    a, b = (rows_of(x) for x in arrays if isinstance(x, Array))
    if (len(a), len(a[0])) != (len(b[0]), len(b)):
        return truth("is the pseudoinverse", False, "its shape is another one")
    ab, ba = product(a, b), product(b, a)
    parts = (
        equal(product(ab, a), a), equal(product(ba, b), b), equal(ab, transpose(ab)),
        equal(ba, transpose(ba)),
    )  # fmt: skip
    return Phrase("is the pseudoinverse", "", ((conjunction(parts), ()),), method="Penrose")
