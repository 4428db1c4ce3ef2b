"""Letters: Greek ones by their names, and digits that end a name."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.errors import UnsupportedError

GREEK: Final = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ",
    "Xi": "Ξ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "Pi": "Π", "ell": "ℓ",
    "varepsilon": "ε",
}  # fmt: skip


_SIGNS: Final = {sign: name for name, sign in GREEK.items() if not name.startswith("var")}
_WORD: Final = regex(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*")
_ACCENTED: Final = regex(r"(?P<accent>hat|tilde|bar|vec|dot|ddot)\((?P<of>[^()]+)\)")
#: What a reader takes for a number where it has no index.
_NUMBERS: Final = {"e": "Euler's number", "pi": "the circle constant", "π": "the circle constant"}


def refuse_number(key: str) -> None:
    """Refuse a symbol that looks like a number.

    Raises:
        UnsupportedError: it does.
    """
    if key in _NUMBERS:
        raise UnsupportedError(
            f"a reader takes the symbol {key!r} for {_NUMBERS[key]}; give it another name, or say "
            f"its LaTeX by Style(names={{{key!r}: …}})"
        )


def as_latex(letter: str) -> str:
    r"""A letter, a Greek letter by its name or sign, or a word, as LaTeX sets it.

    Raises:
        UnsupportedError: TeX has nothing for it.

    Examples:
        >>> as_latex("w"), as_latex("β"), as_latex("my_var")
        ('w', '\\beta', '\\mathrm{my}_{\\mathrm{var}}')
    """
    letter = _SIGNS.get(letter, letter)
    if letter.endswith("'"):
        return as_latex(letter[:-1]) + "'"
    accented = _ACCENTED.fullmatch(letter)
    if accented is not None:
        return rf"\{accented['accent']}{{{as_latex(accented['of'])}}}"
    if letter in GREEK:
        return f"\\{letter}"
    if not _WORD.fullmatch(letter):
        raise UnsupportedError(
            f"the name {letter!r} is nothing that TeX sets; take letters, digits and _, or say its "
            f"LaTeX by Style(names={{{letter!r}: …}})"
        )
    head, *below = letter.split("_")
    if not below:
        return _word(head, 1)
    return rf"{_word(head, 1)}_{{{','.join(_word(part, 2) for part in below)}}}"


def _word(word: str, short: int) -> str:
    """A Greek letter, so many letters in italics, or an upright word."""
    if word in GREEK:
        return f"\\{word}"
    return word if len(word) <= short or word.isdigit() else rf"\mathrm{{{word}}}"


def plain_letter(letter: str) -> str:
    """A Greek letter by its name, any other as it is.

    Examples:
        >>> plain_letter("δ"), plain_letter("W")
        ('delta', 'W')
    """
    return _SIGNS.get(letter, letter)


def split_letter(letter: str) -> tuple[str, str]:
    """A letter and the digits behind it.

    Examples:
        >>> split_letter("x12") == ("x", "12")
        True
    """
    head = letter.rstrip("0123456789")
    return (head, letter[len(head) :]) if head else (letter, "")
