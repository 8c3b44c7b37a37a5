"""Tag sources, cues and contents with a learned network.

    parse, quotations, drafts   ->   Found(source, cue, content), as runs of tokens

The network is MiniLM, fine-tuned on PolNeAR (`models/tagger.md` is its card, `training/tagger` how
it was made), run by ONNX Runtime on the processor. It is loaded on first use, once a process.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from reportedly.annotate.drafts import Draft
from reportedly.annotate.quotations import QuotationIndex
from reportedly.annotate.tag_decoding import Found, Scores, best_labels, cut_at, linked, runs_of
from reportedly.annotate.tag_inputs import COLUMNS, Inputs, Vocabulary, inputs_of
from reportedly.annotate.tag_windows import Window, cut
from reportedly.model import Parse
from reportedly.shipped import shipped_arrays

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

LONGEST = 256  # word pieces of a window, as in training
_TOGETHER = 8  # windows run at once: more cost memory and gain nothing on two cores
_UNKNOWN = 100  # the piece [UNK]


@dataclass(frozen=True, slots=True)
class _Network:
    session: InferenceSession
    pieces: Tokenizer
    vocabulary: Vocabulary
    transitions: Scores
    nothing: Scores


def tag(
    parse: Parse, quotations: QuotationIndex, drafts: Sequence[Draft], text: str
) -> Iterator[Found]:
    """Yield the attributions that the network sees, in text order of their windows and cues."""
    network = _network()
    inputs = inputs_of(parse, quotations, drafts, text, network.vocabulary)
    encoded = network.pieces.encode_batch(
        [[token.text] for token in parse.tokens], is_pretokenized=True, add_special_tokens=False
    )
    pieces = [encoding.ids or [_UNKNOWN] for encoding in encoded]
    windows = sorted(cut(pieces, inputs.breaks, LONGEST), key=lambda w: (len(w.pieces), w.first))
    found: list[Found] = []
    for at in range(0, len(windows), _TOGETHER):
        group = windows[at : at + _TOGETHER]
        for window, (scores, vectors) in zip(group, _run(network, group, inputs), strict=True):
            starts = inputs.breaks[window.first : window.last] == 2
            runs = runs_of(best_labels(cut_at(scores, starts), network.transitions))
            tied = linked(runs, vectors, network.nothing)
            found.extend(item.moved(window.first) for item in tied)
    yield from sorted(found, key=lambda item: item.cue)


def _run(
    network: _Network, group: Sequence[Window], inputs: Inputs
) -> Iterator[tuple[Scores, Scores]]:
    """Yield for each window the scores and the vectors of its words."""
    length = max(len(window.pieces) for window in group)
    ids, heads = (np.zeros((len(group), length), dtype=np.int64) for _ in range(2))
    columns = np.zeros((len(group), length, len(COLUMNS)), dtype=np.int64)
    for row, window in enumerate(group):
        size = len(window.pieces)
        ids[row, :size] = window.pieces
        columns[row, :size] = window.spread(inputs.columns)
        heads[row, :size] = window.heads(inputs.heads)
    given = {"ids": ids, "columns": columns, "heads": heads}
    scores, vectors = network.session.run(["scores", "vectors"], given)
    for row, window in enumerate(group):
        yield scores[row, window.firsts], vectors[row, window.firsts]


@cache
def _network() -> _Network:
    """Load the network on first use: a third of a second that `--help` must not pay."""
    import onnxruntime
    from tokenizers import Tokenizer

    models = resources.files("reportedly") / "models"
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # Waiting threads would turn in circles: half as much work again, and none of it gains time.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(
        (models / "tagger.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    vocabulary = Vocabulary.of(json.loads((models / "tagger.json").read_text(encoding="utf-8")))
    arrays = shipped_arrays("tagger")
    transitions, nothing = (
        np.asarray(arrays[one], np.float32) for one in ("transitions", "nothing")
    )
    pieces = Tokenizer.from_str((models / "tagger_pieces.json").read_text(encoding="utf-8"))
    pieces.no_padding()
    pieces.no_truncation()
    return _Network(session, pieces, vocabulary, transitions, nothing)
