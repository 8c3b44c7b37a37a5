"""What came later without contradicting: the figures and accounts that others overtake.

4 dead (10 March) -> 9 (12 March) -> 12 (14 March)      superseded
at least 4 (10 March) -> 7 (11 March)                    refined
at least 40 -> 65, "up from the 40"                      superseded
"no outside cause" -> "struck from outside", one speaker  account changed
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportedly.compare.answers import Answer
from reportedly.compare.groups import Group
from reportedly.compare.material import Material
from reportedly.compare.opposition import is_denial, is_same_proposition, turns
from reportedly.compare.patterns import flat
from reportedly.compare.sides import Said, is_later
from reportedly.compare.weighing import LEAP, STEP, is_one_owner, ratio, same_measure
from reportedly.intervals import compare, value

Kind = Literal["refined", "superseded", "corrected", "account changed", "moved on"]
_FEW = 2
_CORRECTION = ("correction", "corrected", "earlier version")
# "The toll rises to 85", "65 million, up from the 40 million of Friday": the report itself says
# that the figure has moved, so that the later one is no closer look at the earlier.
_MOVED_TO = re.compile(
    r"\b(?:r[io]se[sn]?|rising|climb(?:s|ed|ing)?|gr[oe]w(?:s|n|ing)?|increase[sd]?|increasing|"
    r"jump(?:s|ed|ing)?|mount(?:s|ed|ing)?|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|"
    r"cut|narrow(?:s|ed|ing)?|declin(?:es|ed|ing)|shr[aiu]nk(?:s|ing)?|raised|lowered|revised|up|down|"
    r"(?:br(?:ings?|inging|ought)|push(?:es|ed|ing)|tak(?:es|ing)|took)(?: [\w']+){1,5})"
    r"(?: (?:up|down|further|again|upwards?|downwards?))? to"
    r"(?: (?:about|around|nearly|almost|some|at|least|more|than|over|just|only|the|an?)\b){0,3}\W*$"
)
_MOVED_FROM = re.compile(
    r"^[^.;:]{0,40}?\b(?:up|down|raised|lowered|revised(?: up| down)?|"
    r"an increase|a rise|a fall|a drop) from\b"
)
_NEAR = 60  # characters beside a figure in which such words are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaking:
    """A later answer that overtakes an earlier one."""

    earlier: tuple[str, ...]  # statement ids
    later: tuple[str, ...]
    kind: Kind
    reason: str
    why: str


def overtaken(group: Group, material: Material) -> list[Overtaking]:
    """Return what overtakes what among the answers of a question, the earliest first."""
    if group.frame.id in _MOVED:
        return list(_moved_on(group, material))
    return [*_figures(group, material), *_changed_accounts(group, material)]


def _moved_on(group: Group, material: Material) -> Iterator[Overtaking]:
    """Yield each step of a matter with the steps that it was found to overtake."""
    kind, reason, why = _MOVED[group.frame.id]
    for said in group.propositions:
        later = [answer for answer in said if answer.against]
        if later:
            yield Overtaking(
                earlier=material.ordered(one for answer in later for one in answer.against),
                later=material.ordered(answer.statement_id for answer in later),
                kind=kind,
                reason=reason,
                why=why,
            )


# By frame: what `standing` and `first_accounts` have found.
_MOVED: dict[str, tuple[Kind, str, str]] = {
    "status": (
        "moved on",
        "later step",
        "A later report tells a later step of the same matter.",
    ),
    "first said": (
        "account changed",
        "said at first",
        "The report itself says that the one was thought at first, the other now.",
    ),
}


def _figures(group: Group, material: Material) -> Iterator[Overtaking]:
    told = [
        said
        for said in group.propositions
        if said[0].figure and said[0].stance == "+" and not said[0].former and not said[0].remark
    ]
    told.sort(key=lambda said: (_first_day(said), value(said[0].figure), said[0].statement_id))
    yield from _corrections(group, told, material)
    told = [said for said in told if not said[0].corrects]
    seen: set[tuple[str, str]] = set()
    for voice in sorted({material.voice(a.statement_id) for said in told for a in said}):
        own = [mine for said in told if (mine := _by(voice, said, material))]
        for earlier, later, kind in _chain(group, own, "same speaker", material):
            seen.add((earlier[0].statement_id, later[0].statement_id))
            yield _link(group, [earlier], later, kind, "same speaker", material)
    staged = [said for said in told if not _stands_out(group, said, told, material)]
    for number, later in enumerate(staged):
        # "The toll rises to 85" tells of the count itself, past whatever was said on its first day.
        rises = group.frame.change in ("grows", "falls") or _has_moved(later[0], material)
        before_it = told if rises else staged[:number]
        steps = [
            (earlier, step)
            for earlier in before_it
            if earlier is not later
            and (step := _step(group, earlier[0], _last(group, later), "later figure", material))
            and (earlier[0].statement_id, later[0].statement_id) not in seen
        ]
        if steps:
            last = max(_first_day(earlier) for earlier, _ in steps)
            nearest = [(earlier, step) for earlier, step in steps if _first_day(earlier) == last]
            before = [earlier for earlier, _ in nearest]
            after = tuple(a for a in later if any(is_later(said[0], a) for said in before))
            yield _link(group, before, after or later, nearest[0][1], "later figure", material)


def _corrections(group: Group, told: Sequence[Said], material: Material) -> Iterator[Overtaking]:
    """Yield the figures that reports call right, with those in whose place they are put."""
    for later in told:
        wrong = [
            earlier
            for earlier in told
            if later[0].corrects
            and not earlier[0].corrects
            and earlier[0].figure
            and later[0].figure
            and any(is_later(a, b) or a.report_id == b.report_id for a in earlier for b in later)
            and compare(earlier[0].figure, later[0].figure).kind == "conflicts"
        ]
        if wrong:
            yield _link(group, wrong, later, "corrected", "called right", material)


def _last(group: Group, said: Said) -> Answer:
    """Return the answer of the last day where a count has a direction, else the first.

    "84" was said on the night itself and again next day: by then "70" was overtaken.
    """
    if group.frame.change not in ("grows", "falls"):
        return said[0]
    return max(said, key=lambda answer: answer.day_from or date.min)


def _stands_out(group: Group, said: Said, told: Sequence[Said], material: Material) -> bool:
    """Return whether a figure is no stage of one count: others of its day or later deny it."""
    if group.frame.change not in ("grows", "falls"):
        return False
    head = said[0]
    return any(
        _is_past(group, head, other[0])
        and not is_later(other[0], head)
        and material.voice(other[0].statement_id) != material.voice(head.statement_id)
        for other in told
        if other is not said
    )


def _is_past(group: Group, answer: Answer, other: Answer) -> bool:
    """Return whether a figure goes so far beyond another that the hour does not explain it."""
    if answer.figure is None or other.figure is None or answer.where != other.where:
        return False
    if compare(answer.figure, other.figure).kind != "conflicts":
        return False
    if ratio(answer, other) < STEP or _is_of_one(other, answer):
        return False
    larger = value(answer.figure) > value(other.figure)
    return larger == (group.frame.change == "grows")


def _is_of_one(few: Answer, many: Answer) -> bool:
    """Return whether a figure is of somebody's own: "one man died" is no stage on the way to 84."""
    return value(few.figure) <= _FEW and value(many.figure) > _FEW * 5


def _by(voice: str, said: Said, material: Material) -> Said:
    return tuple(answer for answer in said if material.voice(answer.statement_id) == voice)


def _chain(
    group: Group, told: Sequence[Said], reason: str, material: Material
) -> Iterator[tuple[Said, Said, Kind]]:
    """Yield each figure with the next one of a later day."""
    for index, earlier in enumerate(told):
        for later in told[index + 1 :]:
            kind = _step(group, earlier[0], later[0], reason, material)
            if kind is not None:
                yield earlier, later, kind
                break


def _link(
    group: Group,
    earlier: Sequence[Said],
    later: Said,
    kind: Kind,
    reason: str,
    material: Material,
) -> Overtaking:
    return Overtaking(
        earlier=material.ordered(answer.statement_id for said in earlier for answer in said),
        later=material.ordered(answer.statement_id for answer in later),
        kind=kind,
        reason=f"{reason}, {group.frame.change}",
        why=_WHY[kind],
    )


def _step(
    group: Group, earlier: Answer, later: Answer, reason: str, material: Material
) -> Kind | None:
    """Return how `later` overtakes `earlier`; None where it does not."""
    if earlier.figure is None or later.figure is None or earlier.where != later.where:
        return None
    if not is_later(earlier, later) or earlier.day_until is None:
        return None
    if not same_measure(group, earlier, later):
        return None
    relation = compare(earlier.figure, later.figure)
    if relation.kind in ("equal", "not comparable"):
        return None
    if relation.kind == "refines":
        if relation.finer == "b":
            return "superseded" if _has_moved(later, material) else "refined"
        return None
    if _is_correction(later, material):
        return "corrected"
    return _moved(group, earlier, later, same_speaker=reason == "same speaker")


def _moved(group: Group, earlier: Answer, later: Answer, *, same_speaker: bool) -> Kind | None:
    """Return how a later figure that does not meet an earlier one overtakes it."""
    if group.frame.change == "moves":
        near = ratio(earlier, later) < LEAP and is_one_owner(earlier, later)
        return "superseded" if near else None
    if not same_speaker and _is_of_one(earlier, later):
        return None
    rises = value(later.figure) >= value(earlier.figure)
    expected = {"grows": rises, "falls": not rises}.get(group.frame.change, same_speaker)
    if expected:
        return "superseded"
    return "corrected" if same_speaker else None


def _has_moved(answer: Answer, material: Material) -> bool:
    """Return whether the words beside a figure say that it was another before."""
    if answer.figure is None:
        return False
    report = material.reports.get(answer.report_id)
    if report is None:
        return False
    span = answer.figure.span
    before = flat(report.text[max(0, span.start - _NEAR) : span.start])
    after = flat(report.text[span.end : span.end + _NEAR])
    return bool(_MOVED_TO.search(before) or _MOVED_FROM.search(after))


def _is_correction(answer: Answer, material: Material) -> bool:
    text = material.words(material.statements[answer.statement_id])
    return any(word in text for word in _CORRECTION)


def _first_day(said: Said) -> date:
    return min((a.day_from for a in said if a.day_from), default=date.max)


def _changed_accounts(group: Group, material: Material) -> Iterator[Overtaking]:
    for earlier, later in turns(group, material):
        yield Overtaking(
            earlier=(earlier.statement_id,),
            later=(later.statement_id,),
            kind="account changed",
            reason="same speaker, negated",
            why=_WHY["account changed"],
        )
    for earlier, later in _retracted(group, material):
        yield Overtaking(
            earlier=(earlier.statement_id,),
            later=(later.statement_id,),
            kind="account changed",
            reason="same side, denied",
            why="One speaker of a side denies what another speaker of it said on an earlier day.",
        )


def _retracted(group: Group, material: Material) -> Iterator[tuple[Answer, Answer]]:
    """Yield where a side denies what another speaker of the same side affirmed earlier."""
    denied = [a for a in group.answers if is_denial(a, material)]
    affirmed = [a for a in group.answers if a.stance == "+" and not a.remark and not a.former]
    for later in denied if group.frame.answer == "words" else ():
        side = material.side(later.statement_id)
        voice = material.voice(later.statement_id)
        for earlier in affirmed:
            others = material.voice(earlier.statement_id) != voice
            ours = side is not None and material.side(earlier.statement_id) == side
            dated = earlier.day_until is not None and later.day_from is not None
            if not (others and ours and dated and is_later(earlier, later)):
                continue
            if is_same_proposition(group, earlier, later, material):
                yield earlier, later


_WHY: dict[Kind, str] = {
    "refined": "The later figure lies inside what the earlier one leaves open.",
    "superseded": "The later figure is of a later day, on which it may well have changed.",
    "corrected": "The same source gives another figure later, or calls the first one wrong.",
    "account changed": "The same speaker affirms on one day what it negates on another.",
}
