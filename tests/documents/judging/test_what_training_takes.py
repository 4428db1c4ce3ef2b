"""Steps of an epoch, errors of a share, bytes of numbers, and operations of products."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded


@pytest.mark.parametrize(
    ("claim", "true", "false"),
    [
        ("with $60{,}000$ images and batch size $64$ there are $@$ batches per epoch", "938", "9"),
        ("one epoch over $1000$ examples with batch size $100$ makes $@$ updates", "10", "100"),
        ("$30$ epochs of $5{,}000$ steps are $@$ updates", "150{,}000", "15{,}000"),
        ("$10$ epochs over $60{,}000$ images with batch size $64$ are $@$ steps", "9380", "9600"),
        ("with $100$ images and batch size $32$ the last batch has $@$ images", "4", "32"),
        (r"an accuracy of $98.04\%$ on $10{,}000$ images means $@$ errors", "196", "206"),
        ("$99.67$ percent correct on $10{,}000$ test images leaves $@$ errors", "33", "34"),
        (r"an error rate of $2\%$ on $5{,}000$ examples means $@$ mistakes", "100", "10"),
        (r"$10^9$ parameters in $16$ bits take $@$ bytes", r"2\cdot10^9", r"16\cdot10^9"),
        (r"storing $7\cdot10^9$ parameters in float16 takes $@$ GB", "14", "28"),
        ("$163{,}009{,}536$ parameters of 4 bytes each take $@$ MiB", "621.83", "652.04"),
        (r"a $1000\times1000$ matrix of float32 numbers takes $@$ MB", "4", "8"),
        (r"storing $n$ weights in $8$ bits instead of $32$ bits saves $@$ bits", "24n", "4n"),
        (r"multiplying an $m\times n$ by an $n\times p$ matrix takes $@$ FLOPs", "2mnp", "2mn"),
    ],
)
def test_they_are_counted(claim: str, true: str, false: str) -> None:
    assert last("", worded(claim.replace("@", true))) == "proved"
    assert last("", worded(claim.replace("@", false))) == "refuted"


@pytest.mark.parametrize(
    "claim",
    [
        "with $60{,}000$ images and batch size $64$ there are $937$ batches per epoch",
        r"multiplying an $m\times n$ by an $n\times p$ matrix takes $mnp$ FLOPs",
        r"storing $7\cdot10^9$ parameters in float16 takes $13.04$ GB",
    ],
)
def test_in_another_counting_it_is_so(claim: str) -> None:
    assert last("", worded(claim)) not in ("proved", "refuted")
