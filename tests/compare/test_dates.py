"""When a report without a date must have been published."""

from __future__ import annotations

import re
from datetime import date

import pytest

from reportedly.compare.dates import DateSettings, infer_dates
from reportedly.model import (
    Block,
    BlockKind,
    DateInference,
    Report,
    Span,
    Statement,
    Story,
    TimeMention,
)

# The event began on Tuesday, 6 May 2025; one report of 7 May says so.
BEGAN = date(2025, 5, 6)
_VALUES: dict[str, tuple[str, str | None]] = {
    "Monday": ("XXXX-WXX-1", None),
    "Tuesday": ("XXXX-WXX-2", None),
    "Wednesday": ("XXXX-WXX-3", None),
    "Thursday": ("XXXX-WXX-4", None),
    "Friday": ("XXXX-WXX-5", None),
    "last Saturday": ("XXXX-WXX-6", None),
    "second day": ("P2D", "ORDINAL_DAY"),
    "third day": ("P3D", "ORDINAL_DAY"),
    "last week": ("XXXX-WXX", None),
    "earlier this month": ("XXXX-XX", "START"),
    "May 6": ("XXXX-05-06", None),
}
_WORDS = re.compile("|".join(sorted(map(re.escape, _VALUES), key=len, reverse=True)))


def infer(text: str, block: BlockKind = "body") -> DateInference | None:
    dated = Report(
        id="dated",
        path="-",
        sha256="",
        text="It began on May 6.",
        published_from=date(2025, 5, 7),
        published_until=date(2025, 5, 7),
    )
    whole = Block(report_id="undated", span=Span(0, len(text)), kind=block, reason="test")
    undated = Report(id="undated", path="-", sha256="", text=text, blocks=(whole,))
    times = [
        TimeMention(
            id="t",
            report_id="dated",
            span=Span(12, 17),
            type="DATE",
            value="2025-05-06",
            day_from=BEGAN,
            day_until=BEGAN,
        )
    ]
    for number, match in enumerate(_WORDS.finditer(text)):
        value, mod = _VALUES[match.group()]
        times.append(
            TimeMention(
                id=str(number),
                report_id="undated",
                span=Span(*match.span()),
                type="DURATION" if mod == "ORDINAL_DAY" else "DATE",
                value=value,
                mod=mod,
            )
        )
    statements = [
        Statement(
            id=str(match.start()),
            report_id="undated",
            attribution_id="a",
            kind="indirect",
            content=(Span(0, 1),),
            context=Span(0, len(text)),
            cue=(Span(*match.span()),),
        )
        for match in re.finditer("said|spoke", text)
    ]
    story = Story(id="s", title="", report_ids=("dated", "undated"))
    found = list(infer_dates(story, [dated, undated], times, statements, DateSettings()))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("Now in its second day, she said Wednesday.", [7], id="second day"),
        pytest.param(
            "It entered its third day. He spoke Wednesday. She said so Thursday.",
            [8],
            id="third day",
        ),
        pytest.param(
            "It began last week, on May 6. He spoke Monday and Tuesday. On Wednesday they fled. "
            "She said so Wednesday, they said Wednesday, he said so Wednesday.",
            [14],
            id="last week and weekdays",
        ),
        pytest.param(
            "She said on Monday that the raid, begun earlier this month, went on.",
            [12, 13, 19, 20, 26, 27],
            id="an honest set",
        ),
        pytest.param("She said so last Saturday.", None, id="another week's day"),
        pytest.param("They will meet on Friday.", None, id="a day to come"),
        pytest.param(
            "Thousands are expected to come to Delmare’s “long mile” on Sunday to dance.",
            None,
            id="a day to come, told in many words",
        ),
        pytest.param(
            "She said on Wednesday that it was over. They said so on Wednesday, too. "
            "He said on Saturday that it was not.",
            [7, 8],
            id="the day it begins with and names more often",
        ),
        pytest.param("Nothing tells.", None, id="no clue"),
    ],
)
def test_possible_days(text: str, days: list[int] | None) -> None:
    found = infer(text)
    assert (found and [day.day for day in found.days]) == days
    assert found is None or all(day.month == 5 for day in found.days)


def test_clues_are_words_of_the_reports_and_the_reason_a_sentence() -> None:
    text = "Now in its second day, she said Wednesday."
    found = infer(text)
    assert found is not None
    words = {clue.span.of(text) for clue in found.clues if clue.report_id == "undated"}
    assert words == {"second day", "Wednesday"}
    assert found.reason[0].isupper()
    assert found.reason.endswith(".")


def test_furniture_tells_nothing() -> None:
    assert infer("Now in its second day, she said Wednesday.", block="furniture") is None


def test_contradicting_clues_leave_the_stronger() -> None:
    found = infer("It began last week, now in its third day. She said so Thursday.")
    assert found is not None
    assert [day.day for day in found.days] == [8]


def test_a_story_without_any_date_gets_none() -> None:
    report = Report(id="r", path="-", sha256="", text="She said Monday.")
    story = Story(id="s", title="", report_ids=("r",))
    assert list(infer_dates(story, [report], [], [], DateSettings())) == []
