r"""Words that say that there are more or fewer weights than layers joined one by one have."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex

_WEIGHTS: Final = r"(?:weights?|parameters?|coefficients?|filters?|kernels?)"
_TIED: Final = (
    r"(?:tied|tying|shared?|shares|sharing|frozen|freez\w*|prun\w*|sparse\w*|masked|fixed|untrained"
    r"|non-?trainable|set to zero|removed|dropped|transposes?(?! (?:convolution|conv)))"
)
#: Weights that are tied, left out or not learned, and connections besides those of layer to layer.
ALIKE: Final = regex(
    rf"(?i)\b{_TIED}\b[^.]{{0,60}}\b{_WEIGHTS}\b|\b{_WEIGHTS}\b[^.]{{0,60}}\b{_TIED}\b"
    r"|\b(?:skip|residual|shortcut|direct|lateral|recurrent|feedback|additional|extra|self|missing)"
    r"[- ](?:connections?|links?|edges?|weights?|paths?|bias(?:es)?|parameters?|layers?|units?"
    r"|inputs?|outputs?)\b"
    r"|\b(?:directly|also|in addition|additionally|further(?:more)?|moreover|besides) (?:\w+ ){0,3}"
    r"(?:connect\w*|fed|feeds?|linked|joined|wired|sees?|receives?|gets?)\b"
    r"|\b(?:connect\w*|fed|feeds?|linked|joined|wired) (?:\w+ ){0,2}directly\b"
    r"|(?<!not connected to )(?<!not connected with )\b(?:itself|themselves|each other|one another"
    r"|(?:units|neurons) of the same layer)\b"
    r"|\b(?:connect\w*|sees?|receives?|linked|joined|looks? at) (?:\w+ )?(?:only|just|some|half"
    r"|a few|two|three|four|\d+|⟨\d+⟩|\$\d+\$)\b"
    r"|\b(?:only|just) (?:\w+ )?(?:connect\w*|sees?|receives?|linked|joined|looks? at)\b"
    r"|\b(?:first|second|third|last|hidden|output|input|dense|convolutional|base|lower|upper|top)"
    r" (?:\w+ )?(?:layers?|part|half|block|network)s? (?:is|are) (?:kept |held )?"
    r"(?:frozen|fixed|not (?:trained|learned|counted))\b"
    r"|\bonly (?:the )?(?:first|last|output|top|hidden|second)[^.]{0,30}"
    r"\b(?:trained|learned|trainable|counted)\b"
)

_PARTS: Final = (
    r"(?:units?|neurons?|nodes?|layers?|inputs?|outputs?|filters?|bias(?:es)?|channels?|networks?"
    r"|nets?|connections?|activations?|slopes?|convolutions?)"
)
#: A network that is changed, or has parameters besides weights and a bias for each unit.
CHANGED: Final = regex(
    r"(?i)\b(?:add(?:s|ed|ing)?|remov(?:e|es|ed|ing)|insert(?:s|ed)?|append(?:s|ed)?|replac(?:e|es|ed)"
    r"|delet(?:e|es|ed)|doubl(?:e|es|ed|ing)|halv(?:e|es|ed)|tripl(?:e|es|ed)|enlarg(?:e|es|ed)"
    rf"|widen(?:s|ed)?|deepen(?:s|ed)?|stack(?:s|ed)?|cop(?:y|ies)|duplicat\w+)\b"
    rf"[^.]{{0,60}}\b{_PARTS}\b"
    rf"|\b{_PARTS}\b[^.]{{0,40}}\b(?:(?:is|are|was|were) (?:then |later |now )?(?:added|removed"
    r"|inserted|appended|replaced|deleted|doubled|halved|tripled|stacked|duplicated|copied))\b"
    rf"|\binstead\b[^.]{{0,60}}\b{_PARTS}\b|\b{_PARTS}\b[^.]{{0,60}}\binstead\b"
    r"|\b(?:common|single|same|global|one) bias(?: term)?(?: (?:for|in|per|of)\b(?! (?:each|every)"
    r" (?:unit|neuron|node|output|filter))|\W*$)|\b(?:common|same|global|joint) bias\b"
    r"|\b(?:ensembles?|committee|maxout|prelu|gated|gates?|convolutional|recurrent|complex"
    r"(?:-valued)?|quaternions?)\b[^.]{0,40}\b(?:units?|neurons?|layers?|networks?|numbers?|weights?)\b"
    rf"|\b{_PARTS}\b[^.]{{0,40}}\b(?:maxout|prelu|gated|convolutional|recurrent|complex)\b"
    r"|\b(?:learn(?:ed|able|t)|trainable|trained|adaptive) (?:\w+ )?(?:slopes?|scales?|gains?"
    r"|thresholds?|steepness|temperatures?)\b|\b(?:batch|layer|group|weight|instance)[ -]?norm\w*"
    r"|\b(?:bias|constant) (?:unit|input|neuron)\b|\bconstant\b[^.]{0,30}\bbias\b"
    r"|\b(?:bias(?:es)?|thresholds?)\b[^.]{0,30}\b(?:zero|0|\$0\$)(?!\w)|\bthresholds?\b"
)
