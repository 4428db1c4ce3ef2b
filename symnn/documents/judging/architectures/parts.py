"""The parts of which descriptions of layers and networks are made, in plain words."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.architectures.numbers import SIDES, N

_UNITS: Final = r"(?:units?|neurons?|nodes?|cells?)"
_ADJECTIVES: Final = (
    r"(?:(?:valid|full|hidden|output|fully[- ]connected|dense|linear|affine|second|third|fourth"
    r"|first|last|final|next|single|2d|standard|ordinary|relu|tanh|sigmoid|softmax|another|new"
    r"|further|whose) )*"
)
_CONV: Final = r"(?:convolution(?:al)?(?: layer)?s?|conv layers?|convs?)"
_POOL: Final = r"(?:(?:max|average|mean|avg)[- ]?)?pool(?:ing)?(?: layers?| windows?)?"
_EACH: Final = r"(?:,? each| per layer| in each(?: layer)?)?"
_K: Final = rf"(?:{SIDES}|{N})"
#: The parts of a description: what begins a layer, and what is said of the latest.
PARTS: Final = tuple(
    (kind, regex(pattern))
    for kind, pattern in (
        ("inputs", rf"(?P<n>{N})(?:-dimensional)? (?:input {_UNITS}|input features?|inputs?)"),
        ("inputs", rf"(?:an? )?input(?: layer)? (?:of|with)(?: size)? (?P<n>{N})(?: {_UNITS})?"),
        (
            "image",
            (
                r"(?:an? |the )?(?:(?:rgb|colou?r|gr[ae]y(?:scale)?) )?(?:input )?(?:image|input)s?"
                r"(?: of"
                r" size"
                rf"| of)? (?P<sides>{SIDES})(?: pixels)?"
            ),
        ),
        (
            "image",
            (
                rf"(?:an? )?(?P<sides>{SIDES}) (?:rgb |colou?r |gr[ae]y(?:scale)? )?(?:input )?"
                r"(?:pixels|images?|inputs?)"
            ),
        ),
        ("inputs", rf"(?P<n>{N}) (?:input )?(?:variables|predictors|features)"),
        ("depth", rf"(?P<n>{N}) (?:input )?channels?(?! to)"),
        ("seen", rf"(?:on|over|across) (?P<n>{N}) (?:input )?channels?(?! to)"),
        ("groups", rf"(?:in )?(?P<n>{N}) groups"),
        ("outputs", rf"(?:an? )?output layer (?:of|with)(?: size)? (?P<n>{N})(?: {_UNITS})?"),
        ("outputs", rf"(?P<n>{N}) (?:output {_UNITS}|output features?|outputs?|classes|logits)"),
        (
            "hidden",
            (
                rf"(?P<l>{N}) hidden layers?(?: (?:of|with))?(?: (?:size|width))? "
                rf"(?P<n>{N})(?: {_UNITS})?{_EACH}"
            ),
        ),
        ("hidden", rf"hidden layers? (?:of|with) (?P<n>{N}) {_UNITS}{_EACH}"),
        ("hidden", rf"(?P<n>{N}) hidden (?:(?:relu|tanh|sigmoid|logistic|linear) )?{_UNITS}"),
        (
            "widths",
            (
                r"hidden layers? (?:of|with) (?:sizes?|widths?|dimensions?) "
                rf"(?P<list>{N}(?:(?:,| and|, and) {N})+)(?!\d| (?:outputs?|inputs?|classes"
                r"|logits)\b)"
            ),
        ),
        (
            "widths",
            (
                rf"(?:(?P<l>{N}) )?hidden layers? (?:of|with)"
                rf" (?P<list>{N}(?:(?:,| and|, and) {N})+) {_UNITS}(?! each)"
            ),
        ),
        (
            "depthwise",
            rf"(?:an? )?(?:(?P<k>{SIDES}) )?depthwise (?:(?P<k2>{SIDES}) )?{_CONV}",
        ),
        (
            "conv",
            rf"(?:an? )?(?:grouped|group) (?:(?P<k>{SIDES}) )?{_CONV}",
        ),
        (
            "conv",
            rf"(?:an? )?(?:(?P<k>{SIDES}) )?(?:grouped|group) {_CONV}",
        ),
        ("conv", rf"(?:(?P<l>{N}) )?{_ADJECTIVES}(?:(?P<k>{SIDES}) )?{_ADJECTIVES}{_CONV}"),
        ("transposed", rf"(?:an? )?(?:(?P<k>{SIDES}) )?transposed {_CONV}"),
        ("global", r"(?:an? )?global (?:average|max) pooling(?: layer)?"),
        ("pool", rf"(?:an? )?{_ADJECTIVES}(?:(?P<k>{SIDES}) )?{_POOL}"),
        ("block", rf"(?:an? )?dense block of (?P<n>{N}) {_ADJECTIVES}{_CONV}"),
        ("dense", r"(?:an? |the )?(?:(?:fully[- ]connected|dense|linear|affine) )+layers?"),
        (
            "same",
            (
                r"(?:an? )?(?:relu|sigmoid|tanh|softmax|dropout|nonlinear)(?: activations?| "
                r"layers?| nonlinearity)?"
            ),
        ),
        ("flatten", r"(?:an? )?flatten(?:ing)?(?: layer)?"),
        (
            "from to",
            (
                rf"(?:from )?(?P<a>{N})(?: inputs?| {_UNITS}| channels?)? to (?P<b>{N}) "
                rf"(?:{_UNITS}|outputs?|output channels?|channels?|features)"
            ),
        ),
        (
            "in out",
            (
                rf"(?P<a>{N}) inputs?(?: channels?)?,? (?:and )?(?P<b>{N}) outputs?(?: "
                r"channels?)?"
            ),
        ),
        ("half", r"to half as many channels"),
        (
            "filters",
            (
                rf"(?P<n>{N}) (?:filters?|kernels?|output channels?|(?:feature |output )?maps)"
                rf"(?: of size (?P<k>{_K}))?"
            ),
        ),
        ("filters", rf"(?P<n>{N}) (?P<k>{SIDES}) (?:filters|kernels)"),
        (
            "kernel",
            (
                r"(?:a |an )?(?:kernels?|filters?|windows?)(?: of)?(?: size| width)?(?: of)?"
                rf" (?P<k>{_K})"
            ),
        ),
        (
            "kernel",
            (
                rf"(?:a |an )?(?P<k>{SIDES}) (?:kernels?|filters?|windows?"
                r"|(?:local )?receptive fields?)"
            ),
        ),
        ("kernel", rf"(?P<k>{SIDES})"),
        ("stride", rf"(?:a )?stride(?: of)? (?P<n>{N})"),
        ("padding", rf"(?:a )?(?:zero[- ])?pad(?:ding)?(?: of)? (?P<n>{N})"),
        ("dilation", rf"dilation(?: rate)?(?: of)? (?P<n>{N})"),
        ("growth", rf"(?:a )?growth rate(?: of)? (?P<n>{N})"),
        ("units", rf"(?P<n>{N}) {_UNITS}"),
        ("same padding", r"(?:the )?\"?same\"?[- ]padding"),
        ("unpadded", r"(?:no|without|zero) padding"),
        ("bare", r"(?:without|no) (?:any )?bias(?:es)?(?: terms?)?"),
        ("biased", r"(?:(?:a|weights and) )?bias(?:es)?(?: terms?)?"),
        (
            "biased",
            (
                r"(?:all|every|each)(?: of the)? (?:layers?|units?|neurons?)(?: \w+)?"
                r" (?:with|has|have) (?:a |its own |their own )?bias(?:es)?"
            ),
        ),
        (
            "biased",
            (
                r"\(?(?:each with )?(?:one|a|its own|a single) (?:shared )?bias(?: term)?"
                r"(?:,? each|(?: per| for each| for every) (?:feature |output )?(?:map|filter))?\)?"
            ),
        ),
    )
)
BETWEEN: Final = regex(
    r"(?:[ ,;:]|→|and\b|with\b|of\b|using\b|having\b|has\b|which has\b|that has\b|followed by\b"
    r"|then\b|by\b|on\b(?! \S+ (?:input )?channels)|for\b|applied to\b"
    r"|an?\b(?= (?:kernel|stride|filter|hidden|output|input|pool))|one after another\b)+"
)
