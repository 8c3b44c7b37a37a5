"""Refusals, silence and "could not be verified": remarks that answer no question themselves.

They are put to the questions they are about: by their own words where those fit a frame on
which the reports speak, else "not verified" to what was said just before in the same report,
and a refusal to a question of its own ("What has been said by Kyiv?").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportedly.compare.answers import REMARKS, Answer
from reportedly.compare.frames import frame_of, frames
from reportedly.compare.material import Material
from reportedly.model import Statement
from reportedly.rarity import stem
from reportedly.text import hull

_CLAUSE = re.compile(r"(?<=\w\w\w\w\w\w\w\w), |; | with ")
# What can be verified is what was said or shown; "the names were not confirmed" is news itself.
_CLAIMS = re.compile(
    r"\b(?:claims?|accounts?|statements?|assertions?|reports?|allegations?|remarks|figures?|numbers?"
    r"|tolls?|footage|videos?|images?|information)\b"
    # A pronoun is what was said where it is all that is spoken of, not in "the names on it".
    r"|^\W*(?:this|that|it|these|those|neither|either|both)\b"
)
# "Unclear whether the driver survived" is about itself, not about what stands before it.
_ITSELF = re.compile(
    r"^\W*(?:\w+\W+){0,8}?(?:that|whether|if|how|why|who|where|when|what) (?=\w+ \w+)"
)
_COUNTS = re.compile(r"\bhow (?:many|much)\b|\bthe (?:exact )?numbers? of\b")
# What a caution about a count speaks of: "whether the driver survived" leaves a toll as it is.
_OF_COUNT = re.compile(
    r"\b(?:how (?:many|much)|numbers?|tolls?|figures?|counts?|totals?|casualties|fatalities|deaths"
    r"|victims|injuries|losses|any(?:one|body|thing)?|others?|more|everyone|everybody)\b"
)
_BEFORE = 2  # statements before a "could not be verified" that it may be about


def find_remarks(answers: Sequence[Answer], material: Material) -> list[Answer]:
    """Return an answer of stance "?" for each remark and each question that it is about."""
    answered: dict[str, list[Answer]] = {}
    for answer in answers:
        answered.setdefault(answer.frame, []).append(answer)
    by_report: dict[str, list[Answer]] = {}
    for answer in answers:
        statement = material.statements[answer.statement_id]
        by_report.setdefault(statement.report_id, []).append(answer)
    for group in by_report.values():
        group.sort(key=lambda answer: answer.at)
    found: list[Answer] = []
    for statement_id in material.ordered(material.statements):
        statement = material.statements[statement_id]
        if statement.act in REMARKS and statement.counted:
            before = by_report.get(statement.report_id, [])
            found.extend(_put(statement, answered, before, material))
    return found


def _put(
    statement: Statement,
    answered: Mapping[str, Sequence[Answer]],
    answers: Sequence[Answer],
    material: Material,
) -> Iterator[Answer]:
    base = _remark(statement, material)
    named = sorted(_frames_named(statement, material) & answered.keys())
    if named:
        whose = _asked_of(statement, base.actor, material)
        for frame in named:
            if not _is_of_others(statement, base, frame, answered, material):
                topic = _topic_in(frame, answers)
                yield replace(base, frame=frame, asked=whose, topic=topic)
    elif statement.act == "unverified" and not _speaks_of_claims(statement, material):
        return
    elif statement.act == "unverified":
        for answer in _just_before(statement, answers):
            yield replace(
                answer,
                asked=answer.actor,
                statement_id=statement.id,
                at=base.at,
                stance="?",
                remark=statement.act,
                figure=None,
                former=False,
            )
    else:
        yield replace(base, frame="comment")


def _speaks_of_claims(statement: Statement, material: Material) -> bool:
    words = _ITSELF.sub("", material.words(statement))
    return _CLAIMS.search(words) is not None


def _remark(statement: Statement, material: Material) -> Answer:
    day_from, day_until = material.said(statement)
    about = statement.about or statement.speaker
    return Answer(
        statement_id=statement.id,
        report_id=statement.report_id,
        frame="comment",
        stance="?",
        at=statement.content[0].start if statement.content else statement.context.start,
        actor=(material.parties.among([about, *about.split()]) or about) if about else None,
        remark=statement.act,
        day_from=day_from,
        day_until=day_until,
    )


def _frames_named(statement: Statement, material: Material) -> set[str]:
    """Return the frames of which a remark speaks: the first clause after its verb, or all of it."""
    text = material.words(statement)
    if statement.act != "unverified":
        text = _CLAUSE.split(text, maxsplit=1)[0]
    return {
        frame.id for frame in frames() if frame.plus.search(text) and not frame.never.search(text)
    }


def _is_of_others(
    statement: Statement,
    remark: Answer,
    frame_id: str,
    answered: Mapping[str, Sequence[Answer]],
    material: Material,
) -> bool:
    """Return whether a remark counts something else, or is about none of those counted.

    "How many Sundrian troops" says nothing of a count of Veliskan ones, nor of one of tanks, and
    "whether the driver was killed" nothing of how many were.
    """
    frame = frame_of(frame_id)
    text = material.words(statement)
    counts = statement.act != "unverified" or statement.figures or _OF_COUNT.search(text)
    if frame.counted and not counts:
        return True
    if frame.needs != "figure":
        return frame.answer != "figure" and _COUNTS.search(text) is not None
    if frame.counted and "person" not in frame.counted:
        words = {stem(word) for word in re.findall(r"\w+", text)}
        if words.isdisjoint(stem(noun) for noun in frame.counted):
            return True
    named = {party for _, _, party in material.parties.named_in(text)} - {remark.actor}
    known = {party for answer in answered[frame_id] for party in (answer.party, answer.actor)}
    known.discard(None)
    return bool(named) and bool(known) and named.isdisjoint(known)


def _asked_of(statement: Statement, speaker: str | None, material: Material) -> str | None:
    """Return the party whose doings a remark is about: "will not comment on Russian advances"."""
    named = material.parties.named_in(material.words(statement))
    return next((party for _, _, party in named if party != speaker), None)


def _topic_in(frame: str, answers: Sequence[Answer]) -> str | None:
    """Return the topic on which the same report answers the frame last; None for none."""
    return next((a.topic for a in reversed(answers) if a.frame == frame), None)


def _just_before(statement: Statement, answers: Sequence[Answer]) -> list[Answer]:
    """Return the answers of the last statements before a remark, one for each question."""
    start = hull(statement.content).start if statement.content else statement.context.start
    index = bisect_left([answer.at for answer in answers], start)
    last: list[str] = []
    found: dict[tuple[str, str | None, str | None], Answer] = {}
    for answer in reversed(answers[:index]):
        if answer.statement_id not in last:
            if len(last) == _BEFORE:
                break
            last.append(answer.statement_id)
        found.setdefault((answer.frame, answer.actor, answer.topic), answer)
    return list(found.values())
