"""Turn the tagger's scores into spans, and spans into attributions.

scores, vectors -> Found(source, cue, content), as runs of words, in text order of the cues
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reportedly.annotate.tag_inputs import LABELS, ROLES, Numbers
from reportedly.sequences import best_sequence

Scores = npt.NDArray[np.float32]
Run = tuple[int, int]  # first word, and one past the last

_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution, its parts as runs of words; contents in text order."""

    source: Run | None
    cue: Run
    content: tuple[Run, ...]

    def moved(self, by: int) -> Found:
        """Return the same with all words counted from `by` words earlier."""
        source = (self.source[0] + by, self.source[1] + by) if self.source else None
        content = tuple((first + by, last + by) for first, last in self.content)
        return Found(source, (self.cue[0] + by, self.cue[1] + by), content)


def allowed() -> Scores:
    """Return 0 where one label may follow another, very low where not; the last row: the start.

    >>> float(allowed()[LABELS.index("O"), LABELS.index("I-cue")]) < 0
    True
    """
    found = np.zeros((len(LABELS) + 1, len(LABELS)), dtype=np.float32)
    for number, label in enumerate(LABELS):
        if label.startswith("I-"):
            found[:, number] = _NEVER
            found[number - 1 : number + 1, number] = 0
    return found


def best_labels(scores: Scores, transitions: Scores) -> Numbers:
    """Return the best chain of labels for (words, labels) scores."""
    begun = scores.copy()
    begun[:1] += transitions[-1]
    return best_sequence(begun, transitions[:-1])


def cut_at(scores: Scores, starts: npt.NDArray[np.bool_]) -> Scores:
    """Return scores by which no span runs on across words that begin a paragraph.

    One in 170 contents of PolNeAR does; a headline that runs on into the text does harm.
    """
    found = scores.copy()
    going_on = np.array([label.startswith("I-") for label in LABELS])
    found[np.ix_(starts, going_on)] = _NEVER
    return found


def runs_of(labels: Numbers) -> dict[str, list[Run]]:
    """Return the runs of words of each role.

    >>> runs_of(np.array([1, 2, 3, 0, 5, 6]))
    {'source': [(0, 2)], 'cue': [(2, 3)], 'content': [(4, 6)]}
    """
    found: dict[str, list[Run]] = {role: [] for role in ROLES}
    begin = 0
    for at in range(1, len(labels) + 1):
        inside = at < len(labels) and labels[at] and labels[at] % 2 == 0
        if inside:
            continue
        if labels[begin]:
            found[ROLES[(int(labels[begin]) - 1) // 2]].append((begin, at))
        begin = at
    return found


def linked(runs: dict[str, list[Run]], vectors: Scores, nothing: Scores) -> list[Found]:
    """Tie each cue to its best source, and each content to its best cue; either may have none.

    Args:
        runs: The runs of each role.
        vectors: (words, 4 * width): a cue's for its source, a source's, a content's for its cue,
            a cue's.
        nothing: (2, width): in place of a source, and of a cue, where there is none.
    """
    cues, sources, contents = runs["cue"], runs["source"], runs["content"]
    if not cues:
        return []
    asks, answers, wants, offers = np.split(vectors, 4, axis=1)
    of_cue = _choice(asks[_firsts(cues)], answers[_firsts(sources)], nothing[0])
    of_content = _choice(wants[_firsts(contents)], offers[_firsts(cues)], nothing[1])
    return [
        Found(
            source=sources[of_cue[number]] if of_cue[number] < len(sources) else None,
            cue=cue,
            content=tuple(run for run, k in zip(contents, of_content, strict=True) if k == number),
        )
        for number, cue in enumerate(cues)
    ]


def _firsts(runs: Sequence[Run]) -> Numbers:
    return np.array([first for first, _ in runs], dtype=np.int64)


def _choice(asking: Scores, answering: Scores, nothing: Scores) -> Numbers:
    scores = np.concatenate([asking @ answering.T, (asking @ nothing)[:, None]], axis=1)
    chosen: Numbers = scores.argmax(axis=1)
    return chosen
