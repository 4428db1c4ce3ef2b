r"""Φ and φ as the standard normal distribution and its density, where the text says that they are.

"Φ is the standard normal CDF" needs no formula to be understood, nor does the Φ of a GELU. What
the document gives itself, or uses as a matrix, a map or a family, is not touched.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import State
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding
from symnn.latex.parser import parse

#: Words that say what Φ is: of the normal distribution, or of the unit that has its name from it.
_TOLD: Final = regex(
    r"(?i:(?:standard|unit)[ -](?:normal|gaussian)|gaussian|normal|N\(0,\s*1\))[^.]{0,60}?"
    r"(?i:\bc\.?d\.?f\b|cumulative|distribution\s+function)"
    r"|(?i:\bc\.?d\.?f\b\.?|cumulative(?:\s+\w+){0,2}|distribution\s+function)[^.]{0,40}?"
    r"(?i:\bstandard[ -](?:normal|gaussian)|\\mathcal\s*\{?N\}?\s*\(\s*0\s*,\s*1\s*\))"
    r"|(?<![A-Za-z])(?:GELU|GeLU|Gelu|gelu)(?![A-Za-z])|(?i:gaussian\s+error\s+linear)"
    r"|(?i:\bprobit\b)|\\Phi\s*\([^()=$]{1,20}\)[^=$;]{0,30}=[^=$;]{0,50}1\s*\+\s*"
    r"\\(?:mathrm|operatorname|text)\s*\{\s*erf\s*\}[^=$;]{1,30}\\sqrt"
)
_DENSITY: Final = regex(
    r"(?i)\bp\.?d\.?f\b|\bdensity\b|(?<![A-Za-z])GELU(?![A-Za-z])|gaussian\s+error\s+linear"
)
_LEADS: Final = r"(?:^|[,;:&$\[{\n]|\\\\|\\q?quad|\\[ ,;:!]|\\(?:text|mbox)\{[^{}]*\}|\blet\b)\s*"
_BEHIND: Final = (
    r"\s*(?:(?:\\left)?\(\s*(?:\\?[A-Za-z]+|\\cdot)\s*(?:\\right)?\))?\s*&?"
    r"(?::|=|\\colon|\\in(?![a-z])|\\equiv|\\coloneqq|\\triangleq)(?![^$;,]{0,60}\\Phi)"
)
#: \Phi = …, \Phi(x) = …, \Phi: … as the beginning of a formula, and \Phi_q, \Phi^T, bold Φ.
_OWN: Final = {
    "Phi": regex(
        rf"(?m){_LEADS}\\Phi{_BEHIND}|\\Phi\s*(?:_|\^\s*(?!\{{?\s*-\s*1)|\\(?:mathbf|boldsymbol))"
        r"|\\(?:mathbf|boldsymbol|bm|pmb|mathcal|hat|tilde|bar|vec)\s*\{?\s*\\Phi"
    ),
    "phi": regex(
        rf"(?m){_LEADS}\\phi{_BEHIND}|\\phi\s*(?:_|\^|\\circ)"
        r"|\\(?:mathbf|boldsymbol|bm|pmb|mathcal|hat|tilde|bar|vec)\s*\{?\s*\\phi"
    ),
}
_FORMULAS: Final = {
    "Phi": r"\frac12\left(1+\operatorname{erf}\left(\frac{t}{\sqrt2}\right)\right)",
    "phi": r"\frac{1}{\sqrt{2\pi}}e^{-\frac{t^2}{2}}",
}
#: Φ(x), which is a function wherever it stands.
_CALLED: Final = regex(r"\\Phi\s*'?\s*(?:\^\s*\{?-1\}?)?\s*(?:\\left|\\[bB]igg?l?)?\s*[(\[]|\\Phi'")


def give_normal_letters(state: State) -> None:
    """Bind Φ, and φ beside it, if the document says that they are those of the normal law."""
    text = state.source.text
    if _TOLD.search(text) is None or _OWN["Phi"].search(text) or not _CALLED.search(text):
        return
    _bind(state, "Phi")
    if r"\phi" in text and _DENSITY.search(text) and not _OWN["phi"].search(text):
        _bind(state, "phi")


def _bind(state: State, key: str) -> None:
    (statement,) = parse(_FORMULAS[key]).statements
    if isinstance(statement, tree.Statement) and state.scope.latest(key) is None:
        version = state.scope.version + 1
        state.scope.bind(Binding(key, statement.body, version, ("t",), True))
