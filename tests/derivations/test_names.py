"""Names that a user brings: set by TeX as they are meant, or refused with the way out."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

import symnn as sn


def page(name: str, **style: Any) -> str:
    """The first line of a page on which a symbol stands."""
    net = sn.Network(sn.Affine([[1, 2]]))
    symbol = sp.Symbol(name, real=True)
    derived = sn.derive(net, at=[symbol, 1], style=sn.Style(**style))
    return str(derived.latex().splitlines()[0])


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("my_var", r"\mathrm{my}_{\mathrm{var}}"),
        ("w_ij", "w_{ij}"),
        ("β", r"\beta"),
        ("β_1", r"\beta_1"),
        ("e_1", "e_1"),
        ("w_alpha", r"w_{\alpha}"),
        ("tilde(w)", r"\tilde{w}"),
        ("q'", "q'"),
    ],
)
def test_a_name_is_set_as_it_is_meant(name: str, latex: str) -> None:
    assert page(name) == f"For all real ${latex}$:"


@pytest.mark.parametrize(
    "name", ["}\\input{x}", "%", "$", "a b", "A\nB", "10", "_", "x_", "__import__", "ж", "e", "π"]
)
def test_what_tex_does_not_set_is_refused(name: str) -> None:
    with pytest.raises(sn.SymnnError, match=r"Style\(names="):
        page(name)
    assert page(name, names={name: "q"}) == "For all real $q$:"
