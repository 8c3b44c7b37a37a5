from __future__ import annotations

import random
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.cluster.copies import CopySettings, find_copies
from reportedly.cluster.families import group_families
from reportedly.model import Block, Copy, Credit, Report, Span

SENTENCES = (
    "A barge loaded with timber ran aground on the sandbank north of Elsund before dawn.",
    "The crew of six climbed into two rubber boats and rowed to the lighthouse.",
    "By noon the tide had turned and the hull lay on its side in the mud.",
    "Fishermen from the next village brought blankets and carried the cook ashore.",
    "Harbour records show that the barge had passed its yearly inspection in March.",
    "A salvage tug is expected to reach the bank when the wind drops on Friday.",
    "Timber worth some two million crowns was lost, the owner's agent reckoned.",
    "It was the third grounding on the same bank since the light was dimmed.",
)
WIRE = " ".join(SENTENCES)
OTHER = (
    "Six sailors were brought to safety after their vessel struck a bank off Elsund early on "
    "Tuesday. Rescuers said nobody was badly injured, although one man was treated for cold. "
    "The cargo of planks drifted out to sea and closed the fairway to smaller craft. Pilots "
    "had warned for months that the channel was poorly lit, a union leader said, and blamed "
    "the ministry for cutting the budget of the lights."
)
SPEECH = (
    "“We will not rest until every lamp on this coast burns again, and until those who put "
    "them out have told the families of our sailors why they did so, in public and by name”"
)


def report(
    name: str,
    text: str,
    day: int | None = 1,
    outlet: str | None = None,
    url: str | None = None,
    credits: tuple[Credit, ...] = (),
    owner: str | None = None,
) -> Report:
    published = date(2031, 5, day) if day else None
    return Report(
        id=name,
        path=name,
        sha256="",
        text=text,
        outlet=outlet,
        owner_group=owner,
        url=url,
        credits=credits,
        published_from=published,
        published_until=published,
    )


def find(*reports: Report) -> list[Copy]:
    return list(find_copies(reports, CopySettings()))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param(WIRE, "copy", id="whole"),
        pytest.param(" ".join(SENTENCES[:3]), "copy", id="abridged"),
        pytest.param(" ".join(reversed(SENTENCES)), "copy", id="reordered"),
        pytest.param(
            WIRE.replace("barge", "ship").replace("Elsund", "Oltesk"), "copy", id="edited"
        ),
        pytest.param(" ".join(SENTENCES[:2]) + " " + OTHER, "partial", id="spliced"),
        pytest.param(OTHER, None, id="independent"),
        pytest.param("", None, id="empty"),
        pytest.param("word " * 5000, None, id="one word over and over"),
    ],
)
def test_kinds(text: str, kind: str | None) -> None:
    found = find(report("a", WIRE, 1), report("b", text, 2))
    assert [copy.kind for copy in found] == ([kind] if kind else [])


def test_two_desks_that_quote_one_speech_share_no_wording() -> None:
    one = f"{SPEECH}, the pilot told the crowd on the quay. {OTHER}"
    two = f"At a rally the union's man cried: {SPEECH}. {WIRE}"
    assert not find(report("a", one), report("b", two))


def test_containment_is_measured_both_ways_and_runs_are_evidence() -> None:
    whole, part = report("a", WIRE, 1), report("b", " ".join(SENTENCES[:3]), 2)
    [copy] = find(whole, part)
    assert copy.containment_b == 1.0
    assert copy.containment_a < 0.5
    for run in copy.runs:
        assert run.a.of(whole.text) == run.b.of(part.text)


def test_furniture_is_not_compared() -> None:
    def page(name: str, body: str) -> Report:
        text = body + "\n" + WIRE
        end = len(body)
        blocks = (
            Block(report_id=name, span=Span(0, end), kind="body", reason=""),
            Block(report_id=name, span=Span(end, len(text)), kind="furniture", reason=""),
        )
        return Report(id=name, path=name, sha256="", text=text, blocks=blocks)

    assert not find(page("a", OTHER), page("b", SENTENCES[4]))


@pytest.mark.parametrize(
    ("a", "b", "first", "direction"),
    [
        pytest.param({"day": 1}, {"day": 2}, "a", "a first", id="earlier day"),
        pytest.param({"day": 2}, {"day": 1}, "b", "a first", id="later day"),
        pytest.param({"day": 1}, {"day": 1}, "a", "not shown", id="same day"),
        pytest.param({"day": None}, {"day": 1}, "b", "not shown", id="undated"),
        pytest.param(
            {"day": 1, "credits": (Credit(name="NPA", span=Span(0, 3)),)},
            {"day": 1, "outlet": "NPA Newswire"},
            "b",
            "a first",
            id="credit",
        ),
    ],
)
def test_direction(a: dict[str, object], b: dict[str, object], first: str, direction: str) -> None:
    [copy] = find(report("a", WIRE, **a), report("b", WIRE, **b))  # type: ignore[arg-type]
    assert (copy.a, copy.direction) == (first, direction)


def test_a_moment_orders_reports_of_one_day() -> None:
    early, late = (
        Report(
            id=name,
            path=name,
            sha256="",
            text=WIRE,
            published_from=date(2031, 5, 1),
            published_until=date(2031, 5, 1),
            published_at=datetime(2031, 5, 1, hour),  # noqa: DTZ001
        )
        for name, hour in (("z", 8), ("a", 9))
    )
    [copy] = find(late, early)
    assert (copy.a, copy.direction) == ("z", "a first")


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        pytest.param(
            "https://x.example/1?id=1", "http://www.x.example/1/", "version", id="one URL"
        ),
        pytest.param("https://x.example/1", "https://y.example/1", "copy", id="two URLs"),
        pytest.param("http://[bad", "http://[bad", "version", id="malformed"),
    ],
)
def test_versions(a: str, b: str, kind: str) -> None:
    [copy] = find(report("a", WIRE, url=a), report("b", WIRE, url=b))
    assert copy.kind == kind


def test_an_outlet_that_repeats_its_own_background_copies_nothing() -> None:
    background = " ".join(SENTENCES[:3])
    texts = (f"{OTHER} {background}", f"{' '.join(SENTENCES[3:])} {background}")
    assert not find(*(report(str(i), text, outlet="Herald") for i, text in enumerate(texts)))


def test_the_same_report_twice_is_no_copy_of_itself() -> None:
    assert not find(report("a", WIRE), report("a", WIRE))


def test_a_family_larger_than_the_index_pairs_up_stays_together() -> None:
    family = [report(f"{i:03}", f"{WIRE} Edition {i}.", 1 + i // 10) for i in range(60)]
    found = find(*family)
    linked = {copy.a for copy in found} | {copy.b for copy in found}
    assert len(linked) == 60
    assert len(found) < 60 * 30
    assert {copy.a for copy in found} <= {f"{i:03}" for i in range(15)}


@given(st.permutations(range(5)))
def test_order_of_input_does_not_matter(order: list[int]) -> None:
    texts = (WIRE, OTHER, " ".join(SENTENCES[:4]), f"{SENTENCES[5]} {OTHER}", WIRE + OTHER)
    reports = [report(str(i), text, 1 + i % 2) for i, text in enumerate(texts)]
    assert find(*reports) == find(*(reports[i] for i in order))


@given(st.lists(st.text(alphabet='ab c.“”"\n', max_size=200), min_size=2, max_size=4))
def test_no_text_breaks_it_and_spans_stay_inside(texts: list[str]) -> None:
    reports = {str(i): report(str(i), text) for i, text in enumerate(texts)}
    for copy in find_copies(list(reports.values()), CopySettings(least_words=1)):
        assert 0 < copy.score <= 1
        for run in copy.runs:
            assert run.a.end <= len(reports[copy.a].text)
            assert run.b.end <= len(reports[copy.b].text)


@given(st.randoms(use_true_random=False))
def test_abridging_and_reordering_keep_a_copy(chance: random.Random) -> None:
    kept = chance.sample(SENTENCES, chance.randint(3, len(SENTENCES)))
    [copy] = find(report("a", WIRE, 1), report("b", " ".join(kept), 2))
    assert copy.containment_b > 0.85


def test_one_outlet_under_five_names_makes_versions() -> None:
    names = (
        "The Elsund Courier",
        "Elsund Courier",
        "elsund-courier.com",
        "ELSUND COURIER",
        "the elsund courier",
    )
    reports = [
        report(f"{n}", WIRE + f" Update {n}.", 1 + n, outlet) for n, outlet in enumerate(names)
    ]
    assert {copy.kind for copy in find(*reports)} == {"version"}


def test_a_credit_by_another_name_of_the_agency_shows_who_was_first() -> None:
    """Also where the copy bears the earlier date."""
    text = "REUTERS\n" + WIRE
    credits = (Credit(name="REUTERS", span=Span(0, 7)),)
    [copy] = find(
        report("wire", WIRE, 2, "reuters.com"),
        report("paper", text, 1, "Elsund Sun", credits=credits),
    )
    assert (copy.a, copy.direction, copy.reason) == ("wire", "a first", "credit")


@pytest.mark.parametrize(
    ("outlets", "owners", "expected"),
    [
        pytest.param(("Sund Post", "Tarn Post"), ("Delmare", "Delmare"), "Delmare", id="editions"),
        pytest.param(("Sund Post", "Tarn Post"), ("Delmare", "Velisk"), None, id="two owners"),
        pytest.param(("Sund Post", "Tarn Post"), ("Delmare", None), None, id="one not known"),
        pytest.param(("Sund Post", "Sund Post"), ("Delmare", "Delmare"), None, id="one outlet"),
    ],
)
def test_copies_between_outlets_of_one_owner_are_its_editions(
    outlets: tuple[str, str], owners: tuple[str | None, str | None], expected: str | None
) -> None:
    [copy] = find(
        *(
            report(f"r{n}", WIRE, n + 1, outlet, owner=owner)
            for n, (outlet, owner) in enumerate(zip(outlets, owners, strict=True))
        )
    )
    assert copy.owner_group == expected


def test_of_two_that_credit_one_agency_both_have_it_from_there() -> None:
    credits = (Credit(name="Associated Press", span=Span(0, 2)),)
    other = (Credit(name="AP", span=Span(0, 2)),)
    [copy] = find(
        report("a", "AP\n" + WIRE, 1, "Sund Post", credits=credits),
        report("b", "AP\n" + WIRE, 2, "Tarn Post", credits=other),
    )
    assert copy.reason == "earlier day; both credit Associated Press"
    [copy] = find(
        report("a", "AP\n" + WIRE, 1, "AP", credits=credits),
        report("b", "AP\n" + WIRE, 2, "Tarn Post", credits=other),
    )
    assert copy.reason == "credit"


def test_the_same_file_twice_is_one_report() -> None:
    assert find(report("a", WIRE), report("a", WIRE)) == []


@pytest.mark.parametrize("text", ["", ".", "Elsund.", "Timber was lost.", "12 34"])
def test_near_empty_reports_are_no_copies(text: str) -> None:
    assert find(report("a", WIRE), report("b", text), report("c", text)) == []


def test_a_round_up_takes_parts_and_joins_no_families() -> None:
    takings = [" ".join(SENTENCES[:4]), OTHER]
    wires = [report(f"wire{n}", WIRE if not n else OTHER * 2, 1) for n in range(2)]
    papers = [report(f"paper{n}", wires[n].text, 2) for n in range(2)]
    round_up = report("round-up", "\n\n".join(takings), 3)
    found = group_families(find(*wires, *papers, round_up))
    assert len([family for family in found if "round-up" in family]) <= 1
    assert not any({"wire0", "wire1"} <= set(family) for family in found)


def test_a_part_of_a_quoted_report_is_no_copy_of_its_few_own_words() -> None:
    """Of a report that is nearly all quotation, a few shared own words are not the report."""
    speech = " ".join(
        f"“{sentence} We said so before, number {n}.”" for n, sentence in enumerate(SENTENCES)
    )
    shared = (
        "The coast guard of Elsund gave the whole statement out in writing after a long night at "
        "sea, and took no questions on it."
    )
    first = report("a", f"{shared} {speech}", 1)
    second = report("b", f"{shared} {OTHER}", 2)
    assert [copy.kind for copy in find(first, second)] in ([], ["partial"])


def test_many_copies_of_one_wire_are_found_by_their_first() -> None:
    reports = [report(f"{n:03d}", WIRE + f" Seen in street {n}.", 1) for n in range(200)]
    found = find(*reports)
    assert len(found) < 200 * CopySettings().widest
    assert len(group_families(found)) == 1
