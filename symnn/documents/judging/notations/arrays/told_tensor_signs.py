r"""⊗ as the product entry by entry, where a document says so: "\otimes componentwise"."""

from __future__ import annotations

from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.model import Entry, left_open
from symnn.latex.rewriting import Piece

_SIGN: Final = regex(r"\\otimes(?![A-Za-z])|⊗")
_WISE: Final = r"(?:\b(?:component|element|entry|coordinate|point)[- ]?wise|\bhadamard)\b"
_TOLD: Final = regex(
    r"(?i)(?:\\otimes|⊗)[\s${}\\]*(?:text|mbox)?[\s${}\\]*"
    rf"(?:is |denotes |means |stands for |for |the |an? )*{_WISE}"
    rf"|{_WISE}(?: product| multiplication)?[ ,:(]*[\s${{}}]*(?:\\otimes|⊗)"
)
_OTHERWISE: Final = regex(r"(?i)kronecker|\bouter\b|\btensor\b|\bvec\b|\\operatorname\{vec\}")
#: (biases omitted, ⊗ componentwise), which says no more than that.
_REMARK: Final = regex(
    r"\s*\\text\s*\{\s*[,(]\s*(?:(?:the |all )?bias(?:es)? (?:are )?(?:omitted|left out), ?)?"
    r"(?:where |with |here )?\}\s*(?:\\otimes|⊗)\s*\\text\s*\{\s*"
    rf"(?:is |denotes |means )?(?:the )?{_WISE}(?: product| multiplication)?\s*\)?\s*\}}"
)
#: What is multiplied entry by entry, in documents about units.
_GATES: Final = regex(
    r"(?i)\\sigma\s*(?:\\left\s*)?\(|\\tanh|relu|\w*glu\b|\bgat(?:e|ing)|lstm|\bgru\b|activation"
    r"|sigmoid|swish|gelu|dropout|\bmask"
)


@final
@dataclass(frozen=True, slots=True)
class TensorSigns:
    """The sign, read as ⊙."""

    def pieces(self, text: str) -> list[Piece]:
        r"""As \odot."""
        remarks = [Piece(m.start(), m.end(), "") for m in _REMARK.finditer(text)]
        inside = [(piece.start, piece.end) for piece in remarks]
        signs = [
            Piece(m.start(), m.end(), r"\odot ")
            for m in _SIGN.finditer(text)
            if not any(start <= m.start() < end for start, end in inside)
        ]
        return sorted([*remarks, *signs])


def told_tensor_signs(text: str) -> TensorSigns | None:
    r"""The signs of a document that says what they are.

    >>> told_tensor_signs(r"Here $\otimes$ denotes the element-wise product.") is None
    False
    >>> told_tensor_signs(r"Here $\otimes$ is Kronecker's product.")
    """
    if _OTHERWISE.search(text) is not None or _TOLD.search(text) is None:
        return None
    return TensorSigns()


def of_told_product(text: str, entry: Entry) -> Entry:
    """The entry of a relation with ⊗, which is a product entry by entry with some authors.

    Args:
        text: the document; where it speaks of Kronecker's or outer products, or of no units that
            let something through, that is meant.
        entry: what was found with Kronecker's product.
    """
    told = _OTHERWISE.search(text) is not None or _GATES.search(text) is None
    if entry.verdict != "refuted" or told:
        return entry
    return left_open(entry, "⊗ may be a product entry by entry")
