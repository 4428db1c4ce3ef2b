r"""Counts and chances of n-grams in a corpus that is told, and n-grams of a prediction."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SAM = (
    "# A\n\n"
    r"$$\text{corpus: } \langle s\rangle \text{ I am Sam } \langle/s\rangle,\ \langle s\rangle"
    r" \text{ Sam I am } \langle/s\rangle,\ \langle s\rangle \text{ I do not like green eggs and"
    r" ham } \langle/s\rangle;\quad P(w_n\mid w_{n-1})=\frac{C(w_{n-1}w_n)}{C(w_{n-1})}$$"
)
PROSE = (
    "# B\n\nA bigram model of the mini-corpus of two sentences:\n\n<s> a b a </s>\n<s> b b </s>\n"
)
SMOOTHED = PROSE + "\nIts counts are smoothed with add-one smoothing.\n"
LISTS = (
    "# C\n\n"
    r"$$\mathrm{BLEU}=e^{1-\ell/m}\prod_np_n^{1/2^n},\quad \text{label } A,B,C,D,E,F,\quad"
    r" \text{prediction } A,B,B,C,D,\quad"
    r" p_n=\frac{\text{matched } n\text{-grams}}{n\text{-grams in the prediction}}$$"
)
LISTS_IN_PROSE = (
    "# D\n\nFor the label sequence $A$, $B$, $C$, $D$ and the predicted sequence $A$, $B$, $B$,"
    " $C$, BLEU uses the precision $p_n$ of $n$-grams."
)
THE = (
    "# E\n\n"
    r"$$\text{reference: the cat is on the mat};\quad \text{candidate: the the the the the};\quad"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (SAM, r"P(\text{am}\mid\text{I})=\frac23", "proved"),
        (SAM, r"P(\text{I}\mid\langle s\rangle)=\frac23=0.67", "proved"),
        (SAM, r"P(\langle/s\rangle\mid\text{Sam})=0.5", "proved"),
        (SAM, r"P(\text{do}\mid\text{I})=\frac12", "refuted"),
        (SAM, r"P(\text{Sam}\mid\text{I})=\frac13", "refuted"),
        (SAM, r"P(\text{am}\mid\text{I})>P(\text{do}\mid\text{I})", "proved"),
        (SAM, r"C(\text{I})=3,\quad C(\text{I am})=2", "proved"),
        (SAM, r"C(\text{I},\text{am})=3", "refuted"),
        (
            SAM,
            (
                r"P(\langle s\rangle\text{ I am Sam }\langle/s\rangle)=\frac23\cdot\frac23"
                r"\cdot\frac12\cdot\frac12=\frac19"
            ),
            "proved",
        ),
        (SAM, r"V=12,\ \text{add-one smoothing: } P(\text{am}\mid\text{I})=\frac{3}{15}", "proved"),
        (SAM, r"V=12,\ \text{add-one smoothing: } P(\text{am}\mid\text{I})=\frac23", "refuted"),
        # how many tokens and words there are is not said
        (SAM, r"P(\text{am})=\frac17", None),
        (SAM, r"\text{add-one smoothing: } P(\text{am}\mid\text{I})=\frac{3}{15}", None),
        # a word in another spelling
        (SAM, r"P(\text{Am}\mid\text{I})=0", None),
        (PROSE, r"P(\texttt{b}|\texttt{a})=\frac12", "proved"),
        (PROSE, r"P(\texttt{b}|\texttt{<s>})=\frac13", "refuted"),
        (PROSE, r"P(b\mid b)=\frac13", "proved"),
        (PROSE, r"\mathrm{count}(\text{b b})=1", "proved"),
        (PROSE, r"P_{\text{Laplace}}(\text{b}\mid\text{a})=\frac25", None),
        (PROSE + "\nHere $V=3$.\n", r"P_{\text{Laplace}}(\text{b}\mid\text{a})=\frac25", "proved"),
        (SMOOTHED, r"P(\texttt{b}|\texttt{a})=\frac13", None),
        (LISTS, r"p_1=\frac45", "proved"),
        (LISTS, r"p_1=1", "refuted"),
        (LISTS, r"p_2=\frac34,\ p_3=\frac13,\ p_4=0", "proved"),
        (LISTS, r"p_3=\frac12", "refuted"),
        (LISTS, r"\text{all unigrams of the prediction are matched, } p_1=1", "refuted"),
        (LISTS, r"\text{all unigrams of the prediction are matched, } p_1=\frac45", "refuted"),
        (LISTS, r"3 \text{ of the } 4 \text{ bigrams of the prediction are matched}", "proved"),
        (LISTS, r"3 \text{ of the } 5 \text{ bigrams of the prediction are matched}", "refuted"),
        (LISTS, r"\text{number of bigrams of the prediction}=4", "proved"),
        (LISTS, r"\text{number of bigrams of the prediction}=5", "refuted"),
        (LISTS, r"\text{the number of trigrams in the label is } 4", "proved"),
        (LISTS, r"\text{the prediction has } 4 \text{ bigrams}", "proved"),
        (LISTS, r"\text{the prediction has } 5 \text{ bigrams}", "refuted"),
        (LISTS_IN_PROSE, r"p_1=\frac34", "proved"),
        (LISTS_IN_PROSE, r"p_2=\frac34", "refuted"),
        (THE + r" p_n=\text{modified } n\text{-gram precision}$$", r"p_1=\frac25", "proved"),
        (THE + r" p_n=\text{modified } n\text{-gram precision}$$", r"p_1=1", "refuted"),
        # each the is found in the reference, but only two of them at once
        (THE + r" p_n=n\text{-gram precision}$$", r"p_1=1", None),
    ],
)
def test_counted_words(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


def test_of_two_corpora_neither_is_meant() -> None:
    other = SAM + "\n\nAnother corpus: <s> I was Sam </s>\n"
    assert last(other, r"P(\text{do}\mid\text{I})=\frac12") not in ("proved", "refuted")


def test_precisions_of_another_section_are_others() -> None:
    assert last(LISTS + "\n\n# Other\n", r"p_1=1") is None
