"""Why what is proved may not be what is said: of tall matrices, and of one entry alone."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.doubts.small_sizes import size_doubt
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.source import says
from symnn.latex import syntax as tree

CALLED: Final = "a number before brackets may be the name of a function here"
#: y(1), y^{(2)}(x).
_CALLED: Final = regex(
    r"[A-Za-z})]\s*(?:\\left\s*)?\(\s*-?\s*(?:[\d.]+|\\?[A-Za-z]+)\s*(?:\\right\s*)?\)"
)
#: Names of losses before brackets: MSE(, \mathrm{L1Loss}(, \text{mean squared error}(.
NAMED_LOSS: Final = regex(
    r"(?i)(?:mse|mae|bce|cce|error|entropy|hinge|huber|loss|cosh|kld|divergence|sim(?:ilarity)?)"
    r"\s*\}*\s*(?:_\{?[^{}()]{1,20}\}?)?\s*(?:\\left|\\[bB]igg?l?)?\s*\("
)
_INVERSE: Final = regex(r"\^\s*\{?\s*-")


def proof_doubt(place: Place, left: tree.Node, link: tree.Link, found: Judgement) -> str | None:
    """Why a proved relation stays undecided; None where it does not.

    Args:
        place: where it stands.
        left, link: the relation.
        found: its proof.
    """
    text = place.state.source.text
    doubt = size_doubt(link, found.notes, text) if found.notes else None
    if doubt is None and _INVERSE.search(place.latex) is not None:
        from symnn.documents.judging.doubts.tall import inverts_tall

        doubt = inverts_tall(place, left, link.operand)
    if doubt is None and _CALLED.search(place.latex) is not None:
        from symnn.documents.judging.doubts.brackets import is_number_called

        doubt = CALLED if is_number_called(place, left, link.operand) else None
    if doubt is None and says(text, NAMED_LOSS):
        from symnn.documents.judging.doubts.told_losses import TOLD, is_told_otherwise

        doubt = TOLD if is_told_otherwise(place, left, link) else None
    return doubt
