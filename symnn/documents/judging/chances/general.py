"""What is said of all chances and all distributions, in rooms that are opened for it alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry
from symnn.latex import syntax as tree

#: What a formula with an entropy or a divergence of distributions has in it.
_MAY_BE_SUM: Final = regex(
    r"(?:\bH|\bD|KL|JS|CE|TV|JSD|[A-Z]_\{?[A-Za-z]\w?)\}{0,3}(?:_\{?\w\}?)?\s*(?:\\left|\\[bB]igl?)?\s*[(\[]"
)
#: What a formula with a law of chances has in it: a chance with a bar or a comma, or of a union.
_MAY_BE_LAW: Final = regex(
    r"(?<![A-Za-z]{2})(?:[Pp]|Prob|Pr)\}{0,2}\s*(?:\\left|\\[bB]igl?)?\s*[(\[{][^()=]*"
    r"(?:=|\||\\mid|,|\\c[au]p|\\vee|\\wedge|\^|\\neg|\\lnot|\\(?:bar|overline)|\\[gv]i?vert)"
)


def of_all(place: Place, chain: tree.Chain, clause: Clause) -> Iterator[Entry] | None:
    """The entries of a law of chances or of sums over distributions; None for any other chain.

    Args:
        place: where it stands.
        chain: the relations.
        clause: the statement with its conditions.
    """
    if _MAY_BE_LAW.search(place.latex) is not None:
        from symnn.documents.judging.open_chances.hooks import laws

        if (found := laws(place, chain, clause)) is not None:
            return found
    if _MAY_BE_SUM.search(place.latex) is None:
        return None
    from symnn.documents.judging.distributions.hooks import functionals
    from symnn.documents.judging.randomness.own_formulas import (
        has_own_formula,
        is_in_bits,
        note_formula,
    )

    note_formula(place, chain)
    if has_own_formula(place, chain):
        return None
    return functionals(place, chain, clause, is_in_bits(place, chain))
