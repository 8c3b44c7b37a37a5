from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from reportedly.model import Picture, Proposition, Question, Story
from reportedly.present.days import forebears, twins

Asked = Mapping[str, Sequence[str]]  # question: its statements


def picture(asked: Asked) -> Picture:
    """A question is named "frame:number"."""
    return Picture(
        story=Story(id="s", title="t", report_ids=()),
        as_of=None,
        reports=(),
        statements=(),
        questions=tuple(
            Question(
                id=name,
                story_id="s",
                text=name,
                kind="what",
                proposition_ids=(f"p {name}",),
                reason=f"frame {name.split(':')[0]}",
            )
            for name in asked
        ),
        propositions=tuple(
            Proposition(id=f"p {name}", story_id="s", question_id=name, statement_ids=tuple(ids))
            for name, ids in asked.items()
        ),
    )


@pytest.mark.parametrize(
    ("earlier", "latest", "one", "spoke"),
    [
        pytest.param(
            {"claim:1": "ab"}, {"claim:2": "abc"}, {"claim:2": "claim:1"}, {}, id="new id"
        ),
        pytest.param(
            {"claim:1": "abc"},
            {"claim:1": "a", "claim:2": "bc"},
            {"claim:1": "claim:1"},
            {"claim:2": "claim:1"},
            id="one became two",
        ),
        pytest.param(
            {"claim:1": "ab", "claim:2": "c"},
            {"claim:1": "abc"},
            {"claim:1": "claim:1"},
            {},
            id="two became one",
        ),
        pytest.param(
            {"killed:1": "ab"},
            {"killed:1": "abc", "crowd:1": "ab"},
            {"killed:1": "killed:1"},
            {"crowd:1": "killed:1"},
            id="a statement under two questions",
        ),
        pytest.param({"told:1": "ab"}, {"claim:1": "ab"}, {}, {}, id="beside all questions"),
        pytest.param({"claim:1": "a"}, {"claim:2": "b"}, {}, {}, id="nothing shared"),
    ],
)
def test_questions_of_two_days(
    earlier: Asked, latest: Asked, one: dict[str, str], spoke: dict[str, str]
) -> None:
    now, then = picture(latest), picture(earlier)
    assert {later: was.id for later, was in twins(now, then).items()} == one
    assert {later: was.id for later, was in forebears(now, then).items()} == one | spoke
