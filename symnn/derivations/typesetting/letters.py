"""Letters: Greek ones by their names, and digits that end a name."""

from __future__ import annotations

from typing import Final

GREEK: Final = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ",
    "Xi": "Ξ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "Pi": "Π", "ell": "ℓ",
    "varepsilon": "ε",
}  # fmt: skip


def split_letter(letter: str) -> tuple[str, str]:
    """A letter and the digits behind it.

    Examples:
        >>> split_letter("x12") == ("x", "12")
        True
    """
    head = letter.rstrip("0123456789")
    return (head, letter[len(head) :]) if head else (letter, "")
