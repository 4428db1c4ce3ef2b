"""Values listed for listed places, and several letters that are one number at a place."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

GIVEN = r"""$$
x=(-2,0,2),\ f(t)=t^2+1
$$"""
THREE = "$$g(u,v,w)=uv+w^2$$"


@pytest.mark.parametrize(
    ("claim", "verdicts"),
    [
        (r"f(x_i)=5,\ 1,\ 5 \text{ for } i=1,2,3", ["proved"] * 3),
        (r"f(x_i)=5,1,5 \quad (i=1,2,3)", ["proved"] * 3),
        (r"f(x_i)=5,1,5,\quad i=1,2,3", ["proved"] * 3),
        (r"f(t)=5,1,10 \text{ for } t=-2,0,3", ["proved"] * 3),
        (r"f(t)=5,\ 1,\ 10 \text{ at } t=-2,\ 0,\ 3 \text{ respectively}", ["proved"] * 3),
        (r"f(t)=5,\ 2,\ 10 \text{ for } t=-2,0,3", ["proved", "refuted", "proved"]),
        (r"\sqrt{f(t)}\approx 2.236,\ 1.414 \text{ at } t=2,\ 1", ["proved"] * 2),
    ],
)
def test_values_at_places(claim: str, verdicts: list[str]) -> None:
    found = [e.verdict for e in entries(f"{GIVEN}\n\n$$\n{claim}\n$$") if e.kind == "claim"]
    assert found == verdicts


@pytest.mark.parametrize(
    "claim",
    [
        r"f(t)=5,1 \text{ for } t=-2,0,3",
        r"f(t)=5,1,10 \text{ for } t=-2,0",
        r"f(t)=5,1,10 \text{ unless } t=-2,0,3",
        r"f(t)=5,1,10 \text{ for } s=-2,0,3",
        r"f(t)=5,1,a \text{ for } t=-2,0,3",
    ],
)
def test_other_lists_stay_open(claim: str) -> None:
    found = [e.verdict for e in entries(f"{GIVEN}\n\n$$\n{claim}\n$$")]
    assert not {"proved", "refuted"} & set(found)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\left.\frac{\partial g}{\partial u}\right|_{u=v=w=2}=2", "proved"),
        (r"\left.\frac{\partial g}{\partial w}\right|_{u=v=w=2}=2", "refuted"),
        (r"g(u,v,w)=2 \text{ for } u=v=w=1", "proved"),
        (r"g(u,v,w)=3 \text{ for } u=v=w=1", "refuted"),
        (r"g(u,v,w)=2u^2 \text{ if } u=v=w", "proved"),
        (r"g(u,v,w)=3u^2 \text{ if } u=v=w", "refuted"),
    ],
)
def test_several_letters_at_one_number(claim: str, verdict: str) -> None:
    assert last(THREE, claim) == verdict
