"""What changes if one origin is left out: which answers then rest on less.

    Picture -> leave_out -> Leaving, one for each origin that an answer would miss

The support of each answer is counted again, by the same rules, over the statements that do not
go back to the origin. It says how much rests on one voice, not whether the voice is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.compare.backing import STRENGTH, Origins
from reportedly.compare.own_word import own_words
from reportedly.model import Origin, Picture, Proposition, Support
from reportedly.text import words_of

SHORT = ("origin", "side", "question", "answer", "before", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakened:
    """An answer that rests on less without an origin.

    Attributes:
        proposition: The answer.
        question: The words of its question.
        before: Its support in these reports.
        after: Its support without the origin; "not yet reported" where nothing is left.
    """

    proposition: Proposition
    question: str
    before: Support
    after: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """An origin, and what rests on less without it.

    Attributes:
        origin: The origin.
        weakened: The answers, in order of question.
    """

    origin: Origin
    weakened: tuple[Weakened, ...]

    @property
    def lost(self) -> int:
        """How many answers nothing is left of."""
        return sum(one.after == "not yet reported" for one in self.weakened)


def origins_in(picture: Picture) -> Origins:
    """Return what backs each statement of a picture, by origin."""
    return Origins(
        picture.reports,
        picture.statements,
        picture.origins,
        picture.derivations,
        picture.copies,
        own_words(picture.reports, picture.statements, picture.agents),
    )


def leave_out(
    picture: Picture, question: str | None = None, *, origins: Origins | None = None
) -> list[Leaving]:
    """Return the named origins that answers would miss, the one that most do first.

    With `question`, only answers to the question of these words are looked at. `origins` are
    those of the picture where they are at hand.
    """
    origins = origins or origins_in(picture)
    asked = {one.id: one.text for one in picture.questions if question in (None, one.text)}
    answers = [row for row in picture.propositions if row.question_id in asked]
    before = {row.id: origins.backing(row.statement_ids).support for row in answers}
    carrying: dict[str, list[Proposition]] = {}
    for row in answers:
        for statement_id in row.statement_ids:
            carrying.setdefault(statement_id, []).append(row)
    found = []
    for origin in picture.origins:
        if origin.kind in ("unnamed", "not stated"):
            continue
        gone = set(origin.statement_ids)
        touched = {row.id: row for i in origin.statement_ids for row in carrying.get(i, ())}
        weakened = []
        for row in touched.values():
            after = origins.backing(i for i in row.statement_ids if i not in gone).support
            if STRENGTH[after] < STRENGTH[before[row.id]]:
                words = asked[row.question_id]
                weakened.append(
                    Weakened(proposition=row, question=words, before=before[row.id], after=after)
                )
        if weakened:
            found.append(Leaving(origin=origin, weakened=tuple(weakened)))
    return sorted(found, key=lambda one: (-len(one.weakened), one.origin.name, one.origin.id))


def without_rows(picture: Picture) -> Iterator[dict[str, Any]]:
    """Yield one row for each answer that rests on less without an origin."""
    statements = {row.id: row for row in picture.statements}
    texts = {report.id: report.text for report in picture.reports}
    for one in leave_out(picture):
        for answer in one.weakened:
            first = statements[answer.proposition.statement_ids[0]]
            words = words_of(first.content, texts[first.report_id])
            yield {
                "origin": one.origin.name,
                "side": one.origin.side,
                "question": answer.question,
                "answer": " ".join(words.split()),
                "before": answer.before,
                "after": "nothing left" if answer.after == "not yet reported" else answer.after,
                "origin_id": one.origin.id,
                "question_id": answer.proposition.question_id,
                "proposition_id": answer.proposition.id,
                "story_id": picture.story.id,
            }
