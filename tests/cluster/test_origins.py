from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.cluster.copies import CopySettings, find_copies
from reportedly.cluster.origins import OriginSettings, find_origins, link_derivations
from reportedly.model import (
    Agent,
    Copy,
    Credit,
    CreditKind,
    Derivation,
    MentionType,
    Origin,
    Report,
    Span,
    Statement,
    Story,
    Utterance,
)
from reportedly.register import outlet_key

WIRE = (
    "A barge loaded with timber ran aground on the sandbank north of Elsund before dawn. "
    "The crew of six climbed into two rubber boats and rowed to the lighthouse. "
    "By noon the tide had turned and the hull lay on its side in the mud. "
    "Fishermen from the next village brought blankets and carried the cook ashore."
)


@dataclass
class Desk:
    """A story built up piece by piece."""

    reports: list[Report] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    agents: list[Agent] = field(default_factory=list)
    utterances: list[Utterance] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)

    def report(self, outlet: str | None, text: str = WIRE, *credits: Credit) -> Report:
        name = f"r{len(self.reports)}"
        day = date(2031, 5, 1 + len(self.reports))
        made = Report(
            id=name,
            path=name,
            sha256="",
            text=text,
            outlet=outlet,
            published_from=day,
            published_until=day,
            credits=credits,
        )
        self.reports.append(made)
        return made

    def say(
        self,
        report: Report,
        speaker: str | None = None,
        *,
        span: Span | None = None,
        outlet: str | None = None,
        terms: tuple[str, ...] = (),
    ) -> Statement:
        span = span or Span(0, min(60, len(report.text)))
        made = Statement(
            id=f"{report.id}s{len(self.statements)}",
            report_id=report.id,
            attribution_id=None,
            kind="indirect" if speaker or outlet else "own voice",
            content=(span,),
            context=span,
            speaker=speaker,
            channel=outlet,
            channel_kind="outlet" if outlet else None,
            terms=terms,
        )
        self.statements.append(made)
        return made

    def agent(self, name: str, *statements: Statement, named: bool = True) -> Agent:
        made = Agent(
            id=name,
            story_id="story",
            name=name,
            names=(name,),
            type="person",
            named=named,
            statement_ids=tuple(s.id for s in statements),
        )
        self.agents.append(made)
        return made

    def find(self) -> tuple[list[Origin], list[Derivation]]:
        story = Story(id="story", title="t", report_ids=tuple(r.id for r in self.reports))
        copies = self.copies or list(find_copies(self.reports, CopySettings()))
        reports, statements, settings = self.reports, self.statements, OriginSettings()
        agents, utterances = self.agents, self.utterances
        origins = list(
            find_origins(story, reports, statements, (), agents, utterances, copies, settings)
        )
        derivations = link_derivations(
            story, reports, statements, (), agents, utterances, copies, origins, settings
        )
        return origins, list(derivations)


def values(derivations: Sequence[Derivation]) -> list[str]:
    return [row.value for row in derivations if row.statement_id]


def test_one_speaker_in_two_reports_is_one_origin() -> None:
    desk = Desk()
    told = [desk.say(desk.report(outlet, f"{outlet} text"), "Arlen") for outlet in ("A", "B")]
    desk.agent("Mira Arlen", *told)
    [origin], derivations = desk.find()
    assert (origin.kind, origin.name, origin.report_ids) == ("speaker", "Mira Arlen", ("r0", "r1"))
    assert values(derivations) == ["independent", "same"]


def test_unnamed_groups_are_one_origin_a_report_and_never_independent() -> None:
    desk = Desk()
    told = [desk.say(desk.report(o, f"{o} text"), "officials") for o in ("A", "B")]
    desk.agent("officials", *told, named=False)
    origins, derivations = desk.find()
    assert [origin.kind for origin in origins] == ["unnamed", "unnamed"]
    assert values(derivations) == ["not shown", "not shown"]


def test_what_officials_told_one_outlet_is_one_origin() -> None:
    desk = Desk()
    for outlet in ("A", "B"):
        report = desk.report(outlet, f"{outlet} text")
        desk.say(report, "officials", outlet="the Courier")
    [origin], derivations = desk.find()
    assert origin.kind == "unnamed"
    assert values(derivations) == ["not shown", "same"]


def test_a_credited_outlet_is_the_origin_also_for_its_own_report() -> None:
    desk = Desk()
    desk.say(desk.report("Elsund Courier", "Courier text"))
    desk.say(desk.report("Observer", "Observer text"), outlet="the Elsund Courier")
    [origin], derivations = desk.find()
    assert (origin.kind, origin.report_ids) == ("outlet", ("r0", "r1"))
    assert values(derivations) == ["not shown", "same"]


@pytest.mark.parametrize("words", ["Correction", "Clarification", "Editor’s note"])
def test_a_notice_is_the_outlet_s_own_voice(words: str) -> None:
    desk = Desk()
    desk.agent(words, desk.say(desk.report("A", "text of A"), words))
    [origin], _ = desk.find()
    assert (origin.kind, origin.name) == ("not stated", "A")


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Divers Have Found Unknown Amphorae Off Elsund", "not stated"),
        ("Prime Minister Ludo Marsk", "speaker"),
    ],
)
def test_a_headline_in_capitals_is_no_speaker(speaker: str, kind: str) -> None:
    desk = Desk()
    title = f"{speaker} For the First Time"
    report = replace(desk.report("Courier", f"{title}\n{WIRE}"), title=title)
    desk.reports[0] = report
    desk.agent(speaker, desk.say(report, speaker))
    assert [origin.kind for origin in desk.find()[0]] == [kind]


def test_own_voice_shows_no_origin() -> None:
    desk = Desk()
    desk.say(desk.report("A", "text of A"))
    desk.say(desk.report(None, "other text"))
    origins, derivations = desk.find()
    assert [origin.kind for origin in origins] == ["not stated", "not stated"]
    assert values(derivations) == ["not shown", "not shown"]


def test_an_exact_copy_adds_no_origin() -> None:
    alone, copied = Desk(), Desk()
    for desk, outlets in ((alone, "A"), (copied, "ABC")):
        for outlet in outlets:
            report = desk.report(outlet)
            desk.say(report)
            desk.say(report, "sailors", span=Span(90, 150))
    before, after = alone.find()[0], copied.find()[0]
    assert [(o.kind, o.name) for o in after] == [(o.kind, o.name) for o in before]
    derivations = copied.find()[1]
    assert {d.value for d in derivations if d.report_id != "r0"} == {"same"}
    assert all(d.evidence for d in derivations if d.kind == "copy")


def test_the_original_is_the_first_to_tell_though_its_copy_is_listed_before() -> None:
    desk = Desk()
    copy = desk.report("Herald")
    wire = desk.report("NPA Newswire")
    told = [desk.say(report, "Arlen", span=Span(0, 80)) for report in (copy, wire)]
    desk.agent("Mira Arlen", *told)
    [found] = find_copies(desk.reports, CopySettings())
    desk.copies = [replace(found, a=wire.id, b=copy.id)]
    assert values(desk.find()[1]) == ["same", "independent"]


def test_a_report_credited_to_an_agency_rests_on_it() -> None:
    desk = Desk()
    text = "By the Associated Press\nText of the Herald."
    credit = Credit(name="Associated Press", span=Span(7, 23))
    desk.say(desk.report("Herald", text, credit))
    [origin], derivations = desk.find()
    assert (origin.kind, origin.name) == ("outlet", "Associated Press")
    [shown] = [clue for row in derivations for clue in row.evidence]
    assert (shown.rule, shown.span.of(text)) == ("credit", "Associated Press")


@pytest.mark.parametrize("kind", ["contributed", "hat tip", "agencies"])
def test_what_is_credited_with_a_part_is_not_the_origin_of_all(kind: CreditKind) -> None:
    desk = Desk()
    text = "The Tarn Messenger did something for this.\nText of the Herald."
    desk.say(desk.report("Herald", text, Credit(name="Messenger", span=Span(9, 18), kind=kind)))
    [origin], _ = desk.find()
    assert (origin.kind, origin.name) == ("not stated", "Herald")


def editions(*owned: tuple[str, str | None]) -> Desk:
    """Return a story that each outlet tells in its own voice; with the outlets, their owners."""
    desk = Desk()
    for outlet, owner in owned:
        desk.say(desk.report(outlet, f"{outlet} tells this in words of its own."))
        desk.reports[-1] = replace(desk.reports[-1], owner_group=owner)
    return desk


def test_editions_of_one_owner_count_once_in_their_own_voice() -> None:
    desk = editions(("Sund Post", "Delmare"), ("Tarn Post", "Delmare"), ("Herald", "Velisk"))
    origins, derivations = desk.find()
    assert [(one.kind, one.name, one.report_ids) for one in origins] == [
        ("not stated", "Delmare", ("r0", "r1")),
        ("not stated", "Herald", ("r2",)),
    ]
    assert set(values(derivations)) == {"not shown"}


def test_an_edition_that_another_report_credits_is_an_origin_by_its_own_name() -> None:
    desk = editions(("Sund Post", "Delmare"), ("Tarn Post", "Delmare"))
    text = "First published by Sund Post. Text of the Herald."
    credit = Credit(name="Sund Post", span=Span(19, 28), kind="first published")
    desk.say(desk.report("Herald", text, credit))
    origins, _ = desk.find()
    assert [(one.kind, one.name, one.report_ids) for one in origins] == [
        ("outlet", "Sund Post", ("r0", "r2")),
        ("not stated", "Tarn Post", ("r1",)),
    ]


@given(st.lists(st.sampled_from(["Delmare", "Velisk", None]), min_size=1, max_size=6), st.data())
def test_to_learn_who_owns_an_outlet_never_adds_an_origin(
    owners: list[str | None], data: st.DataObject
) -> None:
    owned = [(f"Paper {n}", owner) for n, owner in enumerate(owners)]
    place = data.draw(st.integers(0, len(owned) - 1))
    less = [*owned[:place], (owned[place][0], None), *owned[place + 1 :]]
    before, after = editions(*less).find()[0], editions(*owned).find()[0]
    assert len(after) <= len(before)


def test_a_credit_of_the_other_report_is_evidence_of_a_copy() -> None:
    desk = Desk()
    desk.report("Northern Press Agency")
    text = "Northern Press Agency\n" + WIRE
    desk.report("Herald", text, Credit(name="Northern Press Agency", span=Span(0, 21)))
    [copied] = [row for row in desk.find()[1] if row.statement_id is None]
    said = [one.span.of(text) for one in copied.evidence if one.rule == "credit"]
    assert said == ["Northern Press Agency"]
    assert copied.reason.endswith("which was first: credit")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("court documents", "document"),
        ("drone footage", "footage"),
        ("residents", "unnamed"),
        ("previous reports", "unnamed"),
        ("two officials briefed on the data", "unnamed"),
        ("a report by the auditors", "document"),
    ],
)
def test_what_is_not_a_person_is_told_apart(words: str, kind: str) -> None:
    desk = Desk()
    desk.say(desk.report("A", "text of A"), words)
    assert [origin.kind for origin in desk.find()[0]] == [kind]


def test_circular_citation_ends() -> None:
    desk = Desk()
    terms = ("dam", "crack", "north")
    for own, cited in (("Herald", "Courier"), ("Courier", "Observer"), ("Observer", "Herald")):
        report = desk.report(own, f"{own} text")
        desk.say(report, outlet=cited, terms=terms)
    origins, derivations = desk.find()
    assert [(origin.kind, origin.name) for origin in origins] == [("outlet", "Herald")]
    assert values(derivations) == ["not shown"] * 3


def test_a_cited_outlet_does_not_rest_on_who_denies_what_it_reported() -> None:
    desk = Desk()
    terms = ("dam", "crack", "north")
    desk.say(desk.report("Herald", "text of A"), outlet="Courier", terms=terms)
    denied = desk.say(desk.report("Courier", "text of B"), "Arlen", terms=terms)
    desk.agent("Arlen", denied)
    desk.statements[-1] = replace(denied, act="deny", polarity="-")
    assert sorted(origin.name for origin in desk.find()[0]) == ["Arlen", "Courier"]


def test_copies_in_a_circle_end() -> None:
    desk = Desk()
    for outlet in "ABC":
        desk.say(desk.report(outlet))
    first = list(find_copies(desk.reports, CopySettings()))
    turned = [
        Copy(
            id=f"{copy.id}-turned",
            a=copy.b,
            b=copy.a,
            containment_a=1.0,
            containment_b=1.0,
            runs=copy.runs,
            kind="copy",
            direction="not shown",
            reason="",
            score=1.0,
        )
        for copy in first
    ]
    desk.copies = [*first, *turned]
    assert len(desk.find()[0]) == 1


@pytest.mark.parametrize(
    ("inner", "kind", "name"),
    [
        pytest.param("apparent need for a wall", "other", "Arlen", id="nobody"),
        pytest.param("neighbours", "group", "neighbours", id="people"),
        pytest.param("survey of the wall", "other", "survey of the wall", id="a document"),
    ],
)
def test_what_an_abstraction_implies_is_the_word_of_who_says_so(
    inner: str, kind: MentionType, name: str
) -> None:
    desk = Desk()
    report = desk.report("A", "Arlen said that the need for a wall implies that it is unsafe.")
    outer = desk.say(report, "Arlen", span=Span(16, 61))
    desk.agent("Arlen", outer)
    told = desk.say(report, inner, span=Span(16, 61))
    desk.statements[-1] = replace(told, within=outer.id, speaker_type=kind)
    assert [origin.name for origin in desk.find()[0]] == [name]


def test_an_utterance_lends_its_speaker() -> None:
    desk = Desk()
    named = desk.say(desk.report("A", "text of A"), "Arlen")
    unnamed = desk.say(desk.report("B", "text of B"), "a spokesman")
    desk.agent("Mira Arlen", named)
    desk.utterances.append(
        Utterance(
            id="u", story_id="story", agent_id="Mira Arlen", statement_ids=(named.id, unnamed.id)
        )
    )
    assert [origin.name for origin in desk.find()[0]] == ["Mira Arlen"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("The Times", "times.com"), ("AFP", "Agence France-Presse"), ("Radio Elsund", "radio elsund")],
)
def test_outlet_names_meet(one: str, other: str) -> None:
    assert outlet_key(one) == outlet_key(other)


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["x", "officials", "A", None]))))
def test_every_statement_has_one_origin_and_one_way_to_it(
    told: list[tuple[str, str | None]],
) -> None:
    desk = Desk()
    for outlet, speaker in told:
        desk.say(
            desk.report(outlet, WIRE[len(desk.reports) % 3 :])
            if len(desk.reports) < 6
            else desk.reports[0],
            speaker,
        )
    origins, derivations = desk.find()
    held = [i for origin in origins for i in origin.statement_ids]
    assert sorted(held) == sorted(s.id for s in desk.statements)
    assert len([d for d in derivations if d.statement_id]) == len(held)
    assert {d.on for d in derivations if d.statement_id} == {origin.id for origin in origins}
