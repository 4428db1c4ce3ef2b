r"""Largest and least values, and their places, in other letters: \max_x (sx - cx^2) = s^2/(4c)."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_LOSS = r"Let $E(p,q)=\frac12\left((p+q-2)^2+(2p+q-3)^2+(3p+q-7)^2\right)$."


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        # values
        (r"\min_{t} t^2+kt=-\frac{k^2}{4}", "proved"),
        (r"\min_{t}\left(t^2+bt\right)=-\frac{b^2}{2} \text{ for all } b", "refuted"),
        (r"\min_t (t-k)^2+d=d", "proved"),
        (r"\max_t\left(st-\frac{c}{2}t^2\right)=\frac{s^2}{2c} \text{ for } c>0", "proved"),
        (
            r"\max_t\left(st-\frac{c}{2}t^2\right)=\frac{s^2}{c} \text{ for all } s>0,\ c>0",
            "refuted",
        ),
        (r"\sup_t\left(st-e^t\right)=s\ln s-s \text{ for } s>0", "proved"),
        (r"\sup_t\left(st-e^t\right)=s\ln s+s \text{ for all } s>0", "refuted"),
        (r"\inf_{t>0}\left(kt-\ln t\right)=1+\ln k \text{ for } k>0", "proved"),
        # places
        (r"\arg\min_t\left(kt-\ln t\right)=\frac1k \text{ for } k>0", "proved"),
        (r"\arg\max_t\left(st-e^{t}\right)=\ln s \text{ for } s>0", "proved"),
        (r"\arg\max_t\left(st-e^{t}\right)=s \text{ for all } s>0", "refuted"),
        # without "for all" a false one may be said of a case
        (r"\min_{t}\left(t^2+kt\right)=-\frac{k^2}{2}", None),
        (r"\max_t\left(st-\frac{c}{2}t^2\right)=\frac{s^2}{2c}", None),
        # there is no largest value
        (r"\max_t\left(st+ct^2\right)=-\frac{s^2}{4c} \text{ for all } s>0,\ c>0", None),
        # a constant has no single place
        (r"\arg\max_t 0t+k=k \text{ for all } k", None),
    ],
)
def test_in_other_letters(claim: str, found: str | None) -> None:
    assert last("", claim) == found


_SHRUNK = r"\arg\min_u \tfrac12 c(u-v)^2+b|u|="


@pytest.mark.parametrize(
    ("place", "found"),
    [
        (r"\operatorname{sign}(v)\max\{|v|-\frac bc,0\} \text{ for all } c>0,\ b\ge0", "proved"),
        (
            r"\operatorname{sign}(v)\max\left(|v|-\frac bc,0\right) \text{ for all } c>0,\ b>0",
            "proved",
        ),
        (r"\operatorname{sign}(v)\max\{|v|-bc,0\} \text{ for all } c>0,\ b\ge0,\ v>0", "refuted"),
        (
            r"\operatorname{sign}(v)\max\{|v|-\frac{2b}c,0\} \text{ for all } c>0,\ b>0,\ v>0",
            "refuted",
        ),
        (r"\max\{|v|-\frac bc,0\} \text{ for all } c>0,\ b>0,\ v>0", "proved"),
    ],
)
def test_a_place_with_kinks(place: str, found: str) -> None:
    """A positive factor of the function and of other letters may as well be 1."""
    assert last("", _SHRUNK + place) == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"\min_{p,q}E(p,q)=\frac34", "proved"),
        (r"\min_{p,q}E(p,q)=\frac32", "refuted"),
        (r"\min_{p,q}E(p,q)\approx0.75", "proved"),
    ],
)
def test_least_in_two_letters(claim: str, found: str) -> None:
    assert last(_LOSS, claim) == found
