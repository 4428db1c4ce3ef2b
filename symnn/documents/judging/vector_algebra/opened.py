"""Claims with open vectors that numbers decide: inner products as numbers, and small sizes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions

#: A transposed letter before another one, and other signs of an inner product.
_INNER: Final = regex(
    r"\^\s*\{?\s*(?:T|\\top|\\intercal|\\(?:mathsf|mathrm|text)\s*\{?\s*T)|\\langle"
    r"|\\(?:mathbf|boldsymbol|bm|bf|vec)(?![A-Za-z])[^$]{0,12}\\cdot"
)
#: ℝⁿ, of an open n.
_OPEN_SPACE: Final = regex(
    r"\\(?:(?:mathbb|mathbf|Bbb)\s*\{?\s*R\s*\}?|R(?![A-Za-z]))\s*\^\s*\{?\s*\d*\s*[A-Za-z]"
)


def with_open_vectors(
    place: Place,
    left: tree.Node,
    link: tree.Link,
    assumed: Assumptions,
    judge: Callable[[Place, tree.Node, tree.Link], Entry],
) -> Entry | None:
    """The entry with inner products as numbers, or at small sizes of open vectors.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
        judge: the entry of a relation of numbers.
    """
    text = place.state.source.text
    if _INNER.search(text) is not None:
        from symnn.documents.judging.vector_algebra.inner_numbers import with_inner_numbers

        if (of_numbers := with_inner_numbers(place, left, link, judge)) is not None:
            return of_numbers
    if link.relation in ("=", "∈") and _OPEN_SPACE.search(text) is not None:
        from symnn.documents.judging.identities.at_small_sizes import judged_at_small_sizes

        if (small := judged_at_small_sizes(place, left, link, assumed)) is not None:
            return judged_entry(place, left, link, *small)
    return None
