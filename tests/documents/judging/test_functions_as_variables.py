"""Bare names of functions whose arguments have values, and slopes by way of what lies between."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

CHAIN = (
    "$$\nf(u,v)=(u+v)^2,\\quad u(a,b)=(a+b)^2,\\ v(a,b)=(a-b)^2,"
    "\\quad a(w,x)=(w+x)^2,\\ b(w,x)=(w-x)^2\n$$\n\n$$\nw=-1,\\ x=2\n$$"
)
LEVEL = "$$\nf(u,v)=(u+v)^2,\\quad u(a,b)=(a+b)^2,\\ v(a,b)=(a-b)^2,\\quad a=2,\\ b=2\n$$"
TIME = "$$\nz(x,y)=x^2y,\\quad x(t)=t^2,\\quad y(t)=t+1,\\quad t=2\n$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (CHAIN, "a=1", "proved"),
        (CHAIN, "b=9", "proved"),
        (CHAIN, "u=100", "proved"),
        (CHAIN, "f=26896", "proved"),
        (CHAIN, "f=1024", "refuted"),
        (CHAIN, r"\frac{\partial f}{\partial u}=2(u+v)", "proved"),
        (CHAIN, r"\frac{\partial v}{\partial b}=2(a-b)", "refuted"),
        (CHAIN, r"\frac{\partial f}{\partial w}=-9184", "refuted"),
        (TIME, r"x=4,\ y=3,\ z=48", "proved"),
        (TIME, r"\frac{dz}{dt}=112", "proved"),
        (TIME, r"\frac{dz}{dt}=96", "refuted"),
        (TIME, r"\frac{\partial z}{\partial x}=24", "proved"),
        # What holds by the accident of the values is no formula.
        (LEVEL, r"\frac{\partial f}{\partial u}=2(u-v)", None),
        (LEVEL, "u=a^2b^2", None),
        (LEVEL, "u=(a+b)^2", "proved"),
        # A lone function may share its letter with something else.
        ("$$y(x)=x^2,\\quad x=3$$", "y=9", "proved"),
        ("$$y(x)=x^2,\\quad x=3$$", "y=8", None),
        ("$$y(x)=x^2$$", "y=9", None),
    ],
)
def test_the_bare_name_is_the_value(given: str, claim: str, verdict: str | None) -> None:
    """Where all that it depends on has one."""
    assert last(given, claim) == verdict


def test_other_values_may_be_supposed() -> None:
    """A name that is given a new value is not called wrong."""
    assert last(f"{TIME}\n\nLet now", "x=7") is None
