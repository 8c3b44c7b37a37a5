"""ClaimDiff: whether what one outlet says strengthens what another one said on the same news.

What is measured is the step that holds two answers in words for one; it was not made for this:
a claim may strengthen another without saying the same. Of its training pairs those of every
other topic, by the hash of its name, are held aside; the baseline, the share of the shorter
claim's words that the other has, gets the threshold that is best on the rest.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.table import Row, data_folder
from reportedly.compare.same import alike
from reportedly.rarity import stem, weight
from reportedly.text import WORD, plain

_STEPS = [step / 20 for step in range(20)]
_TELLING = 2.0  # as rare as the words by which answers are told apart
Pair = dict[str, Any]


def measure(sample: int | None = None) -> list[Row]:
    """Return the row for the topics held aside; none where the data is not at hand."""
    path = data_folder() / "conflict" / "claimdiff_strength_train.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    tuned = [pair for pair in pairs if not _is_held(pair)]
    held = [pair for pair in pairs if _is_held(pair)][:sample]
    least = max(_STEPS, key=lambda step: _balanced(tuned, lambda pair: _overlap(pair) > step))
    return [
        Row(
            part="comparison",
            data=f"ClaimDiff train, topics held aside, {len(held)} pairs",
            measure='strengthens or not, balanced accuracy of "says the same"',
            ours=f"{_balanced(held, _says_the_same):.3f}",
            peers={
                f"share of words above {least} (run)": (
                    f"{_balanced(held, lambda pair: _overlap(pair) > least):.3f}"
                )
            },
        )
    ]


def _is_held(pair: Pair) -> bool:
    return hashlib.sha256(pair["topic"].encode()).digest()[0] % 2 == 0


def _balanced(pairs: Sequence[Pair], judge: Callable[[Pair], bool]) -> float:
    shares = []
    for truth in (0, 1):
        judged = [judge(pair) == bool(truth) for pair in pairs if int(pair["relation"]) == truth]
        shares.append(sum(judged) / max(len(judged), 1))
    return sum(shares) / 2


def _stems(text: str) -> Iterator[str]:
    return (stem(plain(match.group())) for match in WORD.finditer(text))


def _says_the_same(pair: Pair) -> bool:
    a, b = (
        frozenset(term for term in _stems(pair[name]) if weight(term) >= _TELLING)
        for name in ("claim_a", "claim_b")
    )
    return alike(a, b, weight)


def _overlap(pair: Pair) -> float:
    a, b = (set(_stems(pair[name])) for name in ("claim_a", "claim_b"))
    return len(a & b) / max(1, min(len(a), len(b)))
