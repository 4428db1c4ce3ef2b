"""Entropies and gains of sets that are told by how many examples they have of two classes."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

MITCHELL = r"""$$
Entropy(S)=-p_{\oplus}\log_2p_{\oplus}-p_{\ominus}\log_2p_{\ominus}
$$

$$
S=[9+,5-];\quad S_{Weak}=[6+,2-],\ S_{Strong}=[3+,3-],\quad S_{Overcast}=[4+,0-]
$$"""
LETTERS = r"""$$
H(D)=-p_+\log_2 p_+-p_-\log_2 p_-,\quad D=\{8+,8-\},\quad D_1=\{7+,1-\},\ D_2=\{1+,7-\}
$$"""
GINI = r"""$$
\text{Gini}(S)=1-p_+^2-p_-^2,\quad S=[3+,1-]
$$"""
NATURAL = r"""$$
H(D)=-p_+\ln p_+-p_-\ln p_-,\quad D=[8+,8-]
$$"""
TWICE = r"""$$
H(D)=-p_+\log_2 p_+-p_-\log_2 p_-,\quad D=[8+,8-]
$$

$$
D=[1+,3-]
$$"""
REUSED = LETTERS + "\n\n## Sets\n\nLet $D=\\{1,2,3\\}$."
GAIN = (
    r"Entropy(S)-\frac{|S_{Weak}|}{|S|}Entropy(S_{Weak})-\frac{6}{14}Entropy(S_{\text{Strong}})=%s"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (MITCHELL, "Entropy([9+,5-])=0.940", "proved"),
        (MITCHELL, "Entropy([9+, 5-])=0.95", "refuted"),
        (MITCHELL, "Entropy(S_{Weak})=0.811", "proved"),
        (MITCHELL, "Entropy(S_{Strong})=1", "proved"),
        (MITCHELL, "Entropy(S_{Overcast})=0", "proved"),
        (MITCHELL, GAIN % "0.048", "proved"),
        (MITCHELL, GAIN % "0.058", "refuted"),
        (LETTERS, "H(D)=1", "proved"),
        (LETTERS, r"H(D)-\frac{|D_1|}{|D|}H(D_1)-\frac{|D_2|}{|D|}H(D_2)=0.456", "proved"),
        (LETTERS, r"H(D_1)=0.644", "refuted"),
        (LETTERS, r"|D_1|+|D_2|=16", "proved"),
        (GINI, r"\text{Gini}(S)=0.375", "proved"),
        (GINI, r"\text{Gini}(S)=0.25", "refuted"),
        (MITCHELL, GAIN % "0.0481", "proved"),
    ],
)
def test_measures_of_counted_sets(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (NATURAL, "H(D)=1"),
        (TWICE, "H(D)=1"),  # which D is meant is not certain
        (TWICE, "H(D)=0.5"),
        (LETTERS, "H(D_3)=1"),
        (REUSED, "|D|=16"),
        (REUSED, "H(D)=1"),
        ("$$S=[9+,5-]$$", "Entropy(S)=0.940"),  # nothing says what it measures
        (MITCHELL, "Entropy(S_{Weak})=0.8112"),  # cut, or wrong in its last digit
    ],
)
def test_what_is_not_settled_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


@pytest.mark.parametrize(
    ("measure", "claim"),
    [
        (r"2(1-p_+^2-p_-^2)", "G(S)=0.5"),
        (r"1-p_+^2", "G(S)=0.5"),
        (r"1-p_+^2-p_-^2-\lambda", "G(S)=0.5"),
        (r"\frac{-p_+\log_2p_+-p_-\log_2p_-}{2}", "G(S)=1"),
        (r"-p_+\log_2p_+", "G(S)=1"),
        (r"-p_+\log_2p_+-p_-\log_2p_-+0.1", "G(S)=1"),
    ],
)
def test_measures_that_only_begin_like_these(measure: str, claim: str) -> None:
    given = rf"$$G(S)={measure},\quad S=[1+,1-]$$"
    assert last(given, claim) not in ("proved", "refuted")
