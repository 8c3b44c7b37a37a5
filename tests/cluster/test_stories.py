from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.cluster.copies import CopySettings, find_copies
from reportedly.cluster.stories import StorySettings, group_stories
from reportedly.model import Block, Report, Span, Story

EVENTS = {
    "ferry": (
        "The ferry Alba sank off Elsund in a storm on Monday, the coast guard of Elsund said.",
        "Divers found the wreck of the ferry Alba off Elsund; four passengers are missing.",
        "Why did the Alba sink? Elsund's harbour master points at the ferry's bow door.",
    ),
    "sugar": (
        "Parliament in Oltesk raised the tax on sugar after a night of wrangling over sweets.",
        "Confectioners in Oltesk protested against the sugar tax outside parliament.",
        "Sugar tax: what Oltesk's shoppers will pay for chocolate, and what parliament wants.",
    ),
    "comet": (
        "Astronomers at Mount Velisk spotted a comet that may be visible to the naked eye.",
        "The comet seen from Mount Velisk is brightening, astronomers said.",
        "How to photograph the comet: advice from the astronomers of Mount Velisk.",
    ),
}
START = date(2031, 5, 1)


def report(name: str, text: str, day: date | None = START, title: str | None = None) -> Report:
    whole = f"{title}\n{text}" if title else text
    blocks = [Block(report_id=name, span=Span(0, len(whole)), kind="body", reason="")]
    if title:
        blocks = [
            Block(report_id=name, span=Span(0, len(title)), kind="headline", reason=""),
            Block(report_id=name, span=Span(len(title) + 1, len(whole)), kind="body", reason=""),
        ]
    return Report(
        id=name,
        path=f"{name}.txt",
        sha256="",
        text=whole,
        title=title,
        title_span=Span(0, len(title)) if title else None,
        published_from=day,
        published_until=day,
        blocks=tuple(blocks),
    )


def everything() -> list[Report]:
    return [
        report(f"{event}{place}", text, START + timedelta(days=place))
        for event, texts in EVENTS.items()
        for place, text in enumerate(texts)
    ]


def group(reports: Sequence[Report]) -> list[Story]:
    copies = list(find_copies(reports, CopySettings()))
    return list(group_stories(reports, copies, StorySettings()))


def members(stories: Sequence[Story]) -> set[frozenset[str]]:
    return {frozenset(story.report_ids) for story in stories}


def test_events_are_told_apart() -> None:
    assert members(group(everything())) == {
        frozenset(f"{event}{place}" for place in range(3)) for event in EVENTS
    }


@given(st.permutations(range(9)))
def test_order_of_input_does_not_matter(order: list[int]) -> None:
    reports = everything()
    assert group([reports[i] for i in order]) == group(reports)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_any_part_of_an_event_is_one_story(size: int) -> None:
    ferry = [each for each in everything() if each.id.startswith("ferry")]
    for some in combinations(ferry, size):
        assert len(group(some)) == 1


def test_later_reports_leave_the_earlier_stories_as_they_were() -> None:
    reports = sorted(everything(), key=lambda report: (report.published_from or START, report.id))
    before = group(reports[:6])
    after = {story.id: story for story in group(reports)}
    for story in before:
        assert after[story.id].report_ids[: len(story.report_ids)] == story.report_ids


def test_an_undated_report_joins_by_content() -> None:
    stray = report("stray", "Survivors of the ferry Alba have been brought to Elsund.", None)
    stories = group([stray, *everything()])
    [home] = [story for story in stories if "stray" in story.report_ids]
    assert home.report_ids == ("ferry0", "ferry1", "ferry2", "stray")


def test_a_copy_joins_its_original() -> None:
    reports = everything()
    words = reports[0].text + " " + reports[1].text
    copies = [report("copy1", words), report("copy2", words)]
    stories = group([*copies, *reports])
    assert any({"copy1", "copy2"} <= set(story.report_ids) for story in stories)


def test_a_long_silence_parts_stories() -> None:
    first = report("a", "A fire in the old mill of Elsund was put out by the volunteer brigade.")
    again = report("b", "Firefighters in Elsund lost a warehouse by the mill road.", START)
    later = report("c", again.text, START + timedelta(days=400))
    assert len(group([first, later])) >= len(group([first, again]))


def test_the_same_words_years_later_are_another_story() -> None:
    first = report("a", EVENTS["ferry"][0])
    stories = group([first, report("b", EVENTS["ferry"][1], START + timedelta(days=20))])
    assert len(stories) == 1
    stories = group([first, report("b", EVENTS["ferry"][1], START + timedelta(days=800))])
    assert len(stories) == 2


def test_the_title_is_a_headline_of_one_of_the_reports() -> None:
    reports = [
        report("a", EVENTS["ferry"][0], title="UPDATE 2 - Ferry Alba sinks off Elsund"),
        report("b", EVENTS["ferry"][1], title="Comment"),
    ]
    [story] = group(reports)
    assert story.title == "Ferry Alba sinks off Elsund"
    assert story.title_report == "a"
    assert story.title_span
    assert story.title_span.of(reports[0].text) == story.title


def test_without_a_headline_the_first_clause_stands_in() -> None:
    [story] = group([report("a", EVENTS["ferry"][1])])
    assert story.title == "Divers found the wreck of the ferry Alba off Elsund"


def test_function_words_of_another_language_tie_nothing_together() -> None:
    texts = (
        "Die Fähre ist in der Nacht vor der Küste von Elsund gesunken, und es werden vier "
        "Menschen vermisst. Das hat die Wache nach dem Sturm mit den Booten nicht verhindert.",
        "Das Parlament hat in der Nacht die Steuer auf Zucker erhöht, und es werden nicht alle "
        "Läden mit dem Gesetz leben. Die Kammer ist nach der Wahl vor Gericht gezogen.",
    )
    reports = [replace(report(text[:9], text), language="de") for text in texts]
    assert len(group(reports)) == 2


@pytest.mark.parametrize("text", ["", "   ", "12 34", "…"])
def test_an_empty_report_is_a_story_of_its_own(text: str) -> None:
    stories = group([report("empty", text), *everything()])
    assert frozenset({"empty"}) in members(stories)


@given(st.lists(st.tuples(st.text(max_size=80), st.integers(0, 40) | st.none()), max_size=6))
def test_every_report_is_in_exactly_one_story(drawn: list[tuple[str, int | None]]) -> None:
    reports = [
        report(f"{place}", text, None if day is None else START + timedelta(days=day))
        for place, (text, day) in enumerate(drawn)
    ]
    stories = group(reports)
    assert sorted(i for story in stories for i in story.report_ids) == sorted(
        each.id for each in reports
    )
    texts = {each.id: each.text for each in reports}
    for story in stories:
        if story.title_span and story.title_report:
            assert story.title_span.of(texts[story.title_report]) == story.title


def test_a_round_up_of_everything_joins_no_stories() -> None:
    reports = everything()
    day = START + timedelta(days=2)
    words = " ".join(texts[0] for texts in EVENTS.values())
    before = members(group(reports))
    after = members(group([*reports, report("round-up", words, day, title="The week in brief")]))
    assert {story - {"round-up"} for story in after} - {frozenset()} == before


def test_a_thousand_reports_on_one_event_are_one_story() -> None:
    kinds = ("divers", "pilots", "lawyers", "sailors", "widows", "owners", "builders")
    reports = [
        report(
            f"{n:04d}",
            f"The ferry Alba sank off Elsund in a storm, {kinds[n % 7]} told inquiry number {n}.",
            START + timedelta(days=n // 50),
            title=f"Ferry Alba: what {kinds[n % 7]} of Elsund say",
        )
        for n in range(1_000)
    ]
    [story] = group_stories(reports, [], StorySettings())
    assert len(story.report_ids) == 1_000
    assert story.title.startswith("Ferry Alba: what")


def test_a_report_from_the_future_does_not_pull_the_others_along() -> None:
    reports = everything()
    later = report("future", EVENTS["ferry"][0], date(2099, 1, 1))
    assert members(group([*reports, later])) == {*members(group(reports)), frozenset({"future"})}


def test_titles_count_only_where_both_sides_have_one() -> None:
    titled = [
        report(f"t{n}", text, START, title=f"Ferry Alba lost off Elsund, part {n}")
        for n, text in enumerate(EVENTS["ferry"])
    ]
    untitled = [report(f"u{n}", text, START) for n, text in enumerate(EVENTS["ferry"])]
    assert len(group([*titled, *untitled])) == 1


TOWNS = ("Elsund", "Oltesk", "Harsund", "Merra", "Velisk", "Orrest", "Tolme", "Brannick", "Sarnow")
STREETS = ("Mill", "Quay", "Station", "Abbey", "Canal", "Well", "Tanner", "Bishop", "Garden")
NAMES = (
    *("Ada Lorn", "Piet Vasse", "Ines Kolm", "Rolf Teed", "Mara Quill"),
    *("Owen Strand", "Lise Harrow", "Tom Anker", "Vera Sund"),
)


def court_report(number: int) -> Report:
    """Return one of nine reports on cases of their own, in words that all of them share."""
    town, street, name = TOWNS[number], f"{STREETS[number]} lane", NAMES[number]
    text = (
        f"A man from {town} has pleaded guilty to a burglary in {street}, the court heard on "
        f"Tuesday. {name}, {20 + number}, took tools worth {300 + 17 * number} from a shed, the "
        f"prosecutor said. Police arrested him {2 + number} days later near {street} after a "
        f"neighbour called them. A judge in {town} will sentence him next month."
    )
    return report(f"court{number}", text, START, title=f"{town} man pleads guilty to burglary")


def test_reports_on_one_subject_from_many_towns_are_no_story() -> None:
    """Word for word the same save for who, where and how much."""
    cases = [court_report(number) for number in range(9)]
    stories = list(group_stories([*cases, *everything()], [], StorySettings()))
    assert {one for one in members(stories) if len(one) > 1} == members(group(everything()))


def test_a_second_report_on_one_of_many_alike_joins_it() -> None:
    cases = [court_report(number) for number in range(9)]
    again = (
        "Piet Vasse, who pleaded guilty to the burglary of a shed in Quay lane in Oltesk, was "
        "given a fine. Vasse took tools from the shed; a neighbour in Quay lane called police."
    )
    later = report("again", again, START + timedelta(days=1), title="Fine for Oltesk burglary man")
    stories = list(group_stories([*cases, later], [], StorySettings()))
    assert frozenset({"court1", "again"}) in members(stories)


def first_alone() -> list[Report]:
    """Return a report that is like what comes a month later, but not like its first report."""
    early = report(
        "early",
        "Divers want the tunnel under the Orrest strait checked before the winter storms.",
        START,
        title="Divers want tunnel checked",
    )
    kinds = ("engineers", "divers", "lawyers", "sailors", "widows", "owners", "builders")
    later = [
        report(
            f"later{n}",
            f"The tunnel under the Orrest strait leaks, {kinds[n]} said. Winter storms and divers "
            f"are named as reasons; {kinds[n]} want the tunnel checked.",
            START + timedelta(days=28 + n),
            title=f"Tunnel leaks, {kinds[n]} say",
        )
        for n in range(7)
    ]
    return [early, *later]


def test_a_story_that_has_grown_takes_up_what_came_alone_before_it() -> None:
    strict = replace(StorySettings(), least=0.3, taken_up=0.2)
    [story] = group_stories(first_alone(), [], strict)
    assert story.report_ids[0] == "early"
    [without] = group_stories(first_alone()[1:], [], strict)
    assert story.id == without.id  # it is called what it was before


@pytest.mark.parametrize("seed", range(3))
def test_bad_input_is_grouped_alike_whatever_the_order(seed: int) -> None:
    """Nearly empty, undated, from the future, told twice, a round-up, a live blog."""
    words = " ".join(texts[0] for texts in EVENTS.values())
    odd = [
        report("blank", ""),
        report("dots", "…"),
        report("short", "Elsund."),
        report("undated", EVENTS["ferry"][2], None),
        report("future", EVENTS["sugar"][1], date(2099, 1, 1)),
        report("twice", EVENTS["comet"][0], START),
        report("round-up", words, START, title="The week in brief"),
        report("live", "\n".join(f"{n}:00 {EVENTS['ferry'][n % 3]}" for n in range(24)), START),
    ]
    reports = [*everything(), *map(court_report, range(9)), *first_alone(), *odd]
    told = group(reports)
    random.Random(seed).shuffle(reports)
    assert group(reports) == told
    assert all(story.reason in ("alone", "copies", "shared terms") for story in told)


FERRY = (
    "The ferry Alba sank off Elsund in a storm on Monday. Divers from Elsund searched the wreck.",
    "Ferry Alba sinks off Elsund in a storm",
)
STUB = (
    "External links are provided for reference purposes. All rights are reserved by their owners."
)


@pytest.mark.parametrize(
    ("url", "together"),
    [
        ("https://news.example/world/ferry-alba-sinks-off-elsund-52044.html", True),
        ("https://news.example/search?for=ferry+Alba+Elsund", True),
        ("https://news.example/world/all-the-news-today", False),
        ("https://news.example/world/52044", False),
        (None, False),
    ],
)
def test_a_page_without_text_on_its_event_is_told_by_its_address(
    url: str | None, together: bool
) -> None:
    stub = replace(report("stub", STUB, START, "World news"), url=url)
    reports = [report("ferry", FERRY[0], START, FERRY[1]), stub]
    [first, *others] = group_stories(reports, [], StorySettings())
    assert (stub.id in first.report_ids) == together
    assert len(others) == (not together)


BURN_BAN = (
    "{place} lifted its burn ban on Tuesday. Fire marshal {name} told county commissioners "
    "that heavy rains had greatly reduced the threat of wildfires. Commissioners voted to end the "
    "five-week-old ban at once, county judge {judge} said. Residents may burn brush and leaves "
    "again if they keep water at hand, tell the fire department first and stay with the fire until "
    "nothing glows any more. The Forest Service in Oltesk reported much moisture in the soil."
)


@pytest.mark.parametrize(
    ("follow_up", "stories"), [("", 2), (" Harlund had ended its own the day before.", 1)]
)
def test_reports_that_name_neither_places_nor_people_of_each_other_stay_apart(
    follow_up: str, stories: int
) -> None:
    first = BURN_BAN.format(place="Harlund", name="Brisk", judge="Aud Tollem")
    other = BURN_BAN.format(place="Veldmark", name="Okhuis", judge="Mils Praet") + follow_up
    title = "County lifts burn ban"
    reports = [report("a", first, START, title), report("b", other, START, title)]
    assert len(list(group_stories(reports, [], StorySettings()))) == stories


ELSEWHERE = (
    "A bakery burned in Lisk.",
    "The choir of Orvo won a prize.",
    "Apples are dear in Munt.",
)


@pytest.mark.parametrize(("share", "alone"), [(0.0, 3), (0.5, 1)])
def test_what_most_reports_so_far_tell_is_joined_more_easily(share: float, alone: int) -> None:
    settings = replace(StorySettings(), least=0.3, share=share)
    ferry = [one for one in everything() if one.id.startswith("ferry")]
    others = [
        report(f"other{place}", text, START - timedelta(days=1))
        for place, text in enumerate(2 * ELSEWHERE)
    ]
    assert len(list(group_stories(ferry, [], settings))) == alone
    among_others = list(group_stories([*others, *ferry], [], settings))
    assert ("ferry0",) in [story.report_ids for story in among_others]
