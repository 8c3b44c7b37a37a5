from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.compare.one_voice import Voice, _most_apart, several_voices, voice_of
from reportedly.model import MentionType, Origin, OriginKind, Span, Statement, StatementKind

QUOTED = "we will not rest until every last ferry of ours is home"


def statement(
    name: str,
    *,
    words: str = "",
    kind: StatementKind = "direct",
    type_: MentionType | None = None,
    role: str | None = None,
) -> Statement:
    span = Span(0, len(words))
    return Statement(
        id=name,
        report_id=name,
        attribution_id=None,
        kind=kind,
        content=(span,),
        context=span,
        speaker=name,
        speaker_type=type_,
        role=role,
    )


def voice(
    name: str,
    *,
    type_: MentionType = "person",
    role: str | None = None,
    side: str | None = None,
    kind: OriginKind = "speaker",
) -> Voice:
    row = statement(name, type_=type_, role=role)
    origin = Origin(id=name, story_id="s", name=name, kind=kind, side=side, statement_ids=(name,))
    return voice_of(origin, [row])


def names(*voices: Voice) -> list[str]:
    return [origin.name for origin in several_voices(voices, {}, {})]


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        ((voice("Jos"), voice("Jos Verstel")), ["Jos Verstel"]),
        ((voice("Verstel"), voice("Jos Verstel"), voice("Max Verstel")), None),
        ((voice("Ann Tollem"), voice("Growth Chief Ann Tollem")), ["Ann Tollem"]),
        ((voice("DailyAnn Tollem"), voice("Ann Tollem")), ["Ann Tollem"]),
        ((voice("Ann Tollem"), voice("Mils Tollem")), ["Ann Tollem", "Mils Tollem"]),
        (
            (voice("Ann Tollem"), voice("Ann Tollem; Mils Praet", type_="group")),
            ["Ann Tollem"],
        ),
        (
            (voice("Aud Brisk"), voice("Ann Tollem; Mils Praet", type_="group")),
            ["Aud Brisk", "Ann Tollem; Mils Praet"],
        ),
        ((voice("Ann Tollem"), voice("Reformers", type_="group")), ["Ann Tollem"]),
        (
            (voice("Ann Tollem", side="Velisk"), voice("Tarners", type_="group", side="Tarn")),
            ["Ann Tollem", "Tarners"],
        ),
        (
            (voice("Aud Brisk", role="spokesman for Ms. Tollem"), voice("Ann Tollem")),
            ["Ann Tollem"],
        ),
        ((voice("Aud Brisk", role="rival of Ms. Tollem"), voice("Ann Tollem")), None),
        (
            (
                voice("Kremlin", type_="org", side="Russia"),
                voice("Ann Tollem", role="Russian President", side="Russia"),
            ),
            ["Ann Tollem"],
        ),
        (
            (
                voice("White House", type_="org", side="United States"),
                voice("Ann Tollem", role="Vice President", side="United States"),
            ),
            ["White House", "Ann Tollem"],
        ),
    ],
)
def test_names_that_may_be_one(voices: tuple[Voice, ...], expected: list[str] | None) -> None:
    assert names(*voices) == (expected or [one.origin.name for one in voices if one.words[1:]])


@pytest.mark.parametrize(
    ("first", "second", "several"),
    [
        ("lawsuit", "10-year-old lawsuit", False),
        ("inspector general report", "report by the inspector general", False),
        ("recent study of teenagers by Ann Tollem", "study by psychologist Ann Tollem", False),
        ("Velisk Institute report", "Tarn University report", True),
        ("police report", "autopsy report", True),
        ("letter", "report", True),
    ],
)
def test_documents(first: str, second: str, several: bool) -> None:
    found = names(*(voice(one, type_="org", kind="document") for one in (first, second)))
    assert (len(found) == 2) == several


@pytest.mark.parametrize(
    ("words", "several"),
    [
        (f"She said that {QUOTED}", False),
        ("She said that no ferry would sail until the last one was home", True),
    ],
)
def test_one_quotation_under_two_names(words: str, several: bool) -> None:
    voices = [voice("Ann Tollem"), voice("Mils Praet")]
    said = {
        "Ann Tollem": [statement("Ann Tollem", words=QUOTED)],
        "Mils Praet": [statement("Mils Praet", words=words, kind="indirect")],
    }
    texts = {"Ann Tollem": QUOTED, "Mils Praet": words}
    assert (len(several_voices(voices, said, texts)) == 2) == several


PAIRS = st.sets(st.sampled_from(list(combinations(range(8), 2))), max_size=16)


@given(PAIRS)
def test_the_choice_is_the_largest(pairs: set[tuple[int, int]]) -> None:
    def apart(chosen: tuple[int, ...]) -> bool:
        return not any(pair in pairs for pair in combinations(chosen, 2))

    found = _most_apart(8, pairs)
    assert apart(tuple(sorted(found)))
    assert not any(apart(more) for more in combinations(range(8), len(found) + 1))


@given(PAIRS, st.integers(0, 7))
def test_who_is_left_out_adds_nobody(pairs: set[tuple[int, int]], gone: int) -> None:
    left = {(a - (a > gone), b - (b > gone)) for a, b in pairs if gone not in (a, b)}
    assert len(_most_apart(7, left)) <= len(_most_apart(8, pairs))
