r"""Numbers of the parts of deep networks: norms, adapters, routers, and what a stack sees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.documents.judging.counts.families import AN, UNITS, Family

_LEARNED: Final = r"(?:(?:free|learnable|trainable|extra|additional|more) )*(?:parameters|weights)"
_ALONE: Final = r"(?:(?:free|learnable|trainable|extra|additional|more) )*parameters"
_FEATURES: Final = rf"(?:features|channels|dimensions|inputs|{UNITS}|activations|numbers|maps)"
_OVER: Final = r"(?:over|of|on|for|with|across|to|in)"
_TOKENS: Final = r"(?:tokens|positions|words)"
_SCORES: Final = r"(?:attention )?(?:weights|scores|entries|coefficients|logits)"
_CONVS: Final = (
    r"(?:(?:stacked|successive|consecutive|stride-1|unpadded|1d) )*(?:convolutions|convolutional"
    r" layers|conv(?:olution)? layers|convs|layers)"
)
_WIDE: Final = (
    r"(?:with|of)(?: a)? (?:kernel size|kernels of (?:size|width|length)|filter size|filters of"
    r" (?:size|width|length)|filter width|kernel width)(?: of)?"
)
_STRIDE: Final = r"(?:,? (?:and |with |and with )?(?:a )?stride (?:of )?(?:1|one))?"
_SEE: Final = (
    r"(?:(?:has|have|gives?|makes?|leads? to) (?:an? |the )?(?:total |overall )?receptive field"
    r"(?: size| width| length)?(?: of)?(?: size| width| length)? {n}|sees? {n}|covers? {n})"
)
_PATCH: Final = r"(?: (?:region|window|patch|area|field|neighbou?rhood|pixels|square|inputs?))?"
_SEEN: Final = r"(?:inputs?|input values|pixels|positions|samples|(?:time )?steps|values)"
#: Words with which a stack sees something else.
_OTHERWISE: Final = r"(?i)\bdilat|\bpool|strides?(?! (?:of )?(?:\$?1\b|one))"


def _experts() -> Iterator[Family]:
    """Experts of which some are active, with numbers in one unit."""
    for unit in ("", " million", " billion"):
        yield Family(
            rf"(?:with )?{{k}} experts (?:of|with) {{m}}{unit} parameters each,? (?:of which"
            r"|only|where|and) (?:only )?{p} (?:are|is) (?:active|used|chosen|selected)"
            rf"(?: (?:per|for each) token)?,? (?:there are )?{{n}}{unit} (?:active )?parameters"
            r"(?: are| is)?"
            r"(?: used| active| needed)?(?: per token| for each token)?",
            (("", "mp"),),
        )


def _fields() -> Iterator[Family]:
    """What a kernel with gaps, and a stack of kernels, sees of an input with one dimension."""
    kernel = (
        rf"{AN}kernel (?:of (?:size|width|length)|size) {{k}} (?:with|and|at|of) dilation"
        r"(?: rate| factor)?(?: of)? {m}"
    )
    spread = "(k-1)m+1|(k-1)(m+1)+1"
    yield Family(rf"{kernel} (?:covers|spans|sees|reaches over|looks at) {{n}}", ((_SEEN, spread),))
    yield Family(
        rf"{kernel} has (?:an |the )?(?:effective (?:kernel )?(?:size|width)|receptive field)"
        r"(?: of)?(?: size| width)? {n}",
        (("", spread),),
    )
    plane = rf"{AN}{{k}}×{{m2k}} kernel (?:with|and|at) dilation(?: rate| factor)?(?: of)? {{m}}"
    yield Family(
        rf"{plane} (?:covers|spans|sees|reaches over|looks at) (?:an? )?{{n}}×{{n}}{_PATCH}",
        (("", spread),),
    )
    yield Family(
        rf"{plane} has (?:an |the )?(?:effective (?:kernel )?(?:size|width)|receptive field)"
        rf"(?: of)?(?: size)? {{n}}×{{n}}{_PATCH}",
        (("", spread),),
    )
    flat = rf"{{k}} (?:stacked |successive |consecutive )?{{m}}×{{m2}} {_CONVS}{_STRIDE}"
    for owner in (
        rf"(?:an? )?(?:stack of )?{flat} {_SEE.replace('{n}', '(?:an? )?{n}×{n}')}{_PATCH}",
        rf"(?:the )?receptive field of (?:a stack of )?{flat} (?:is|equals) {{n}}×{{n}}{_PATCH}",
    ):
        yield Family(owner, (("", "k(m-1)+1"),), unless=_OTHERWISE)
    stack = rf"(?:stack of )?{{k}} {_CONVS} {_WIDE} {{m}}(?: each)?{_STRIDE}"
    for things in (((_SEEN, "k(m-1)+1"),), (("", "k(m-1)+1"),)):
        yield Family(rf"(?:an? )?{stack} {_SEE}", things, unless=_OTHERWISE)
        yield Family(
            rf"(?:the )?receptive field of (?:an? )?{stack} (?:is|has (?:size|width)|equals) {{n}}",
            things,
            unless=_OTHERWISE,
        )


FAMILIES: Final = (
    Family(
        rf"{AN}(?:layer ?-?norm(?:ali[sz]ation)?)(?: layer)? {_OVER} {{k}} {_FEATURES}",
        ((_LEARNED, "2k|k|0"),),
    ),
    Family(
        rf"{AN}(?:batch ?-?norm(?:ali[sz]ation)?)(?: layer)? {_OVER} {{k}} {_FEATURES}",
        (
            (r"(?:learnable|trainable|learned|affine) parameters", "2k|k|0"),
            (_LEARNED, "2k|4k|k|0"),
            (r"(?:running statistics|non-trainable parameters|running averages)", "2k|2k+1"),
        ),
    ),
    Family(
        rf"{AN}rms ?-?norm(?: layer)? {_OVER} {{k}} {_FEATURES}",
        ((_LEARNED, "k|2k|0"),),
    ),
    Family(
        rf"{AN}(?:lora|low-rank)(?: adapter| update| adaptation| factori[sz]ation| approximation"
        rf"| matrices)?(?: of| with)? rank {{p}} {_OVER} {AN}{{k}}×{{m}}(?: weight)?(?: matrix)?",
        ((_ALONE, "(k+m)p|(k+m)p-p^2|(k+m+1)p"),),
    ),
    Family(
        rf"{AN}rank- ?{{p}} (?:lora|adapter|update|factori[sz]ation|approximation|adaptation)"
        rf" {_OVER} {AN}{{k}}×{{m}}(?: weight)?(?: matrix)?",
        ((_ALONE, "(k+m)p|(k+m)p-p^2|(k+m+1)p"), (r"numbers", "(k+m)p|(k+m+1)p")),
    ),
    Family(
        rf"{AN}(?:router|gating network|gate|linear router) (?:over|for|with) {{k}} experts"
        r" (?:and|for|with|on|of) (?:inputs of |tokens of )?(?:dimension|size|width) {m}",
        ((r"weights", "km"), (r"parameters", "km|km+k")),
    ),
    Family(
        r"tying (?:the )?(?:input and output |input and the output |word |token )?embeddings?"
        r"(?: matrices)? (?:of|with|for) (?:a vocabulary of )?{k}(?: words| tokens)? (?:and|in|of)"
        r" (?:dimension |width |size )?{m}(?: dimensions)? saves {n}",
        ((_LEARNED, "km"),),
    ),
    Family(
        rf"(?:an? |the )?(?:self-)?attention (?:matrix|pattern|map) (?:of|for|over)"
        rf" (?:an? (?:sequence|text|input|context) of (?:length )?)?{{k}}(?: {_TOKENS})?",
        ((r"(?:entries|weights|scores|numbers|elements)", "k^2"),),
    ),
    Family(
        rf"(?:for|with|on) {{k}} {_TOKENS} and {{m}} (?:attention )?heads,? (?:there are|we have"
        r"|one has|one layer (?:has|computes)|the layer (?:has|computes)) {n}",
        ((_SCORES, r"k^2m|\frac{k(k+1)}{2}m"),),
    ),
    *_experts(),
    *_fields(),
)
