r"""Slopes of an objective J = L + s by those of its loss, and losses by an unknown function."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_NET = r"\mathbf{z}=\mathbf{W}_1\mathbf{x},\ \mathbf{h}=\phi(\mathbf{z}),\ "
_OUTPUT = r"\mathbf{o}=\mathbf{W}_2\mathbf{h},\ "
_SPACES = (
    r";\qquad\mathbf{x}\in\mathbb{R}^d,\ \mathbf{W}_1\in\mathbb{R}^{m\times d},\ "
    r"\mathbf{W}_2\in\mathbb{R}^{q\times m},\ \mathbf{W}_3\in\mathbb{R}^{q\times d}"
)
_TOLD = _NET + _OUTPUT + r"L=l(\mathbf{o},y)" + _SPACES
_DECAY = (
    _NET
    + _OUTPUT
    + r"L=l(\mathbf{o},y),\ s=\frac\lambda2\left(\|\mathbf{W}_1\|_F^2+\|\mathbf{W}_2\|_F^2\right)"
    + r",\ J=L+s"
    + _SPACES
)
_SPARSE = _NET + _OUTPUT + r"J=L+\frac\lambda2\|\mathbf{h}\|^2" + _SPACES
_SKIP = _NET + r"\mathbf{o}=\mathbf{W}_2\mathbf{h}+\mathbf{W}_3\mathbf{x}"


def _by(loss: str, name: str) -> str:
    return rf"\frac{{\partial {loss}}}{{\partial\mathbf{{{name}}}}}"


_BACK = _by("J", "h") + r"=\mathbf{W}_2^\top" + _by("J", "o")


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_TOLD, rf"\frac{{\partial L}}{{\partial\mathbf{{W}}_2}}={_by('L', 'o')}\mathbf{{h}}^\top"),
        (_TOLD, rf"{_by('L', 'h')}=\mathbf{{W}}_2^\top{_by('L', 'o')}"),
        (_TOLD, rf"{_by('L', 'z')}={_by('L', 'h')}\odot\phi'(\mathbf{{z}})"),
        (_TOLD, rf"\frac{{\partial L}}{{\partial\mathbf{{W}}_1}}={_by('L', 'z')}\mathbf{{x}}^\top"),
        (
            _DECAY,
            (
                rf"\frac{{\partial J}}{{\partial\mathbf{{W}}_2}}={_by('J', 'o')}\mathbf{{h}}^\top"
                rf"+\lambda\mathbf{{W}}_2"
            ),
        ),
        (
            _DECAY,
            (
                rf"\frac{{\partial J}}{{\partial\mathbf{{W}}_1}}={_by('J', 'z')}\mathbf{{x}}^\top"
                rf"+\lambda\mathbf{{W}}_1"
            ),
        ),
        (_DECAY, _BACK),
        (_SPARSE, _BACK + r"+\lambda\mathbf{h}"),
        (
            _SKIP + r",\ L=l(\mathbf{o},y)" + _SPACES,
            (
                rf"{_by('L', 'x')}=\mathbf{{W}}_1^\top{_by('L', 'z')}"
                rf"+\mathbf{{W}}_3^\top{_by('L', 'o')}"
            ),
        ),
    ],
)
def test_what_the_chain_rule_gives(given: str, claim: str) -> None:
    assert last(f"$$\n{given}\n$$", claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (
            _DECAY,
            rf"\frac{{\partial J}}{{\partial\mathbf{{W}}_2}}={_by('J', 'o')}\mathbf{{h}}^\top",
        ),
        (_DECAY, rf"{_by('J', 'h')}=\mathbf{{W}}_2{_by('J', 'o')}"),
        (_SPARSE, _BACK),
        # a way around what the claim goes through
        (_SKIP + _SPACES, rf"{_by('L', 'x')}=\mathbf{{W}}_1^\top{_by('L', 'z')}"),
        (
            _SKIP + r",\ L=l(\mathbf{o},y)" + _SPACES,
            rf"{_by('L', 'x')}=\mathbf{{W}}_1^\top{_by('L', 'z')}",
        ),
        (
            _NET + _OUTPUT + r"L=l(\mathbf{o},\mathbf{h})" + _SPACES,
            rf"{_by('L', 'h')}=\mathbf{{W}}_2^\top{_by('L', 'o')}",
        ),
        (
            _NET + _OUTPUT + r"L=l(\mathbf{o},\mathbf{x})" + _SPACES,
            rf"{_by('L', 'x')}=\mathbf{{W}}_1^\top{_by('L', 'z')}",
        ),
    ],
)
def test_what_is_not_proved(given: str, claim: str) -> None:
    assert last(f"$$\n{given}\n$$", claim) != "proved"
