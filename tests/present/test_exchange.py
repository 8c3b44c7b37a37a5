"""Forms for other programs: each read back by a library of its own, each word in its place."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import stix2
from followthemoney import model as follow_the_money

import reportedly as rp
from reportedly.cli.exporting import STORIES
from reportedly.errors import UsageError
from reportedly.model import Picture
from reportedly.present.exchange.formats import by_name
from reportedly.present.exchange.said import every_said, provenance_of, text_hash
from reportedly.present.exchange.writing import write_stories

REPORTS = {
    "post.txt": """Varnholm Post
12 March 2025

Bridge at Sund closed after flood

At least 40 people were hurt when the Sund bridge gave way, Mayor Ilse Brandt said on Wednesday.
"We will rebuild it 🌉 within a year," Brandt said, "whatever it costs us and whoever pays."
The builder, Orrest Works, was warned of cracks in 2024, the mayor said.
""",
    "radio.txt": """Sund Radio
13 March 2025

Orrest Works denies warning over Sund bridge

Orrest Works was never warned of cracks in the bridge, spokeswoman Pia Holt said on Thursday.
"<script>alert('no')</script> is all they have," Holt told reporters.
=SUM(A1) was the whole of the file, an engineer said.
""",
    "undated.txt": "Flood at Sund\n\nThe Sund bridge gave way in the flood, witnesses said.\n",
}


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Picture]:
    folder = tmp_path_factory.mktemp("bridge")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [story.picture for story in rp.read(folder).stories]


def written(name: str, pictures: Sequence[Picture]) -> bytes:
    [(_, content)] = by_name()[name].write(pictures, provenance_of(pictures))
    return content


def parsed(name: str, pictures: Sequence[Picture]) -> Any:  # noqa: ANN401
    return json.loads(written(name, pictures))


def texts(pictures: Sequence[Picture]) -> dict[str, str]:
    return {text_hash(report): report.text for one in pictures for report in one.reports}


def test_the_command_lists_every_form() -> None:
    assert set(STORIES) == set(by_name())


@pytest.mark.parametrize("name", sorted(by_name()))
def test_the_same_input_gives_the_same_bytes(name: str, pictures: list[Picture]) -> None:
    made = provenance_of(pictures)
    once, twice = (list(by_name()[name].write(pictures, made)) for _ in range(2))
    assert once == twice
    assert all(content for _, content in once if not _.endswith(".ann"))


@pytest.mark.parametrize("name", sorted(by_name()))
def test_no_story_at_all(name: str) -> None:
    assert list(by_name()[name].write([], provenance_of([])))


def test_web_annotations_find_their_words_by_both_selectors(pictures: list[Picture]) -> None:
    collection = parsed("webanno", pictures)
    held = texts(pictures)
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len({item["id"] for item in items})
    found = 0
    for item in (one for one in items if one["motivation"] == "identifying"):
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            text = held[target["source"].removeprefix("urn:sha256:")]
            place, quote = target["selector"]
            assert text[place["start"] : place["end"]] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text.count(around) == 1
            found += 1
    assert found > sum(len(one.statements) for one in pictures) - 1


def test_schema_org_rates_nothing(pictures: list[Picture]) -> None:
    graph = parsed("schemaorg", pictures)["@graph"]
    ids = {thing["@id"] for thing in graph}
    claims = [thing for thing in graph if "Claim" in thing["@type"]]
    assert claims
    assert all(thing["appearance"]["@id"] in ids for thing in claims)
    assert not [
        thing for thing in graph if thing["@type"] == "ClaimReview" or "reviewRating" in thing
    ]
    [undated] = [thing for thing in graph if "Flood at Sund" in thing.get("headline", "")]
    assert "datePublished" not in undated


def test_stix_is_a_valid_bundle(pictures: list[Picture]) -> None:
    bundle = stix2.parse(written("stix", pictures).decode(), allow_custom=False)
    kinds = {thing["type"] for thing in bundle.objects}
    assert {"identity", "note", "report", "grouping"} <= kinds
    ids = {thing["id"] for thing in bundle.objects}
    refs = {ref for thing in bundle.objects for ref in thing.get("object_refs", [])}
    assert refs <= ids
    notes = {thing["abstract"] for thing in bundle.objects if thing["type"] == "note"}
    assert notes == {said.exact for one in pictures for said in every_said(one)}


def test_stix_opinions_are_those_of_sources(pictures: list[Picture]) -> None:
    bundle = parsed("stix", pictures)
    denials = sum(len(said.denies) for one in pictures for said in every_said(one))
    opinions = [thing for thing in bundle["objects"] if thing["type"] == "opinion"]
    assert len(opinions) == denials
    assert all(thing["authors"] != ["reportedly"] for thing in opinions)


def test_follow_the_money_knows_every_entity(pictures: list[Picture]) -> None:
    lines = written("ftm", pictures).decode().splitlines()
    entities = [json.loads(line) for line in lines]
    ids = {entity["id"] for entity in entities}
    for entity in entities:
        proxy = follow_the_money.get_proxy(entity)
        for name, values in entity["properties"].items():
            kept = proxy.get(name)
            assert len(kept) == len(set(values)), (entity["schema"], name, values)
            known = proxy.schema.get(name)
            assert known is not None
            if known.type.name == "entity":
                assert set(values) <= ids


def test_brat_marks_stand_in_the_text(pictures: list[Picture]) -> None:
    files = dict(by_name()["brat"].write(pictures, provenance_of(pictures)))
    marks = 0
    for name, content in files.items():
        if not name.endswith(".ann"):
            continue
        text = files[name.replace(".ann", ".txt")].decode()
        ids: set[str] = set()
        for line in content.decode().splitlines():
            key, told, *words = line.split("\t")
            if key.startswith("T"):
                label, places = told.split(" ", 1)
                spans = [tuple(map(int, place.split())) for place in places.split(";")]
                assert " ".join(text[start:end] for start, end in spans) == words[0]
                assert "\n" not in words[0]
                assert label in {"Content", "Source", "Cue"}
                ids.add(key)
                marks += 1
            elif key.startswith("R"):
                assert {part.split(":")[1] for part in told.split()[1:]} <= ids
            else:
                assert told.split()[1] in ids
    assert marks > 10


def test_label_studio_offsets_count_as_javascript_does(pictures: list[Picture]) -> None:
    regions = 0
    for task in parsed("labelstudio", pictures):
        units = task["data"]["text"].encode("utf-16-le")
        [prediction] = task["predictions"]
        ids = {one["id"] for one in prediction["result"] if one["type"] == "labels"}
        for one in prediction["result"]:
            if one["type"] == "relation":
                assert {one["from_id"], one["to_id"]} <= ids
                continue
            value = one["value"]
            shown = units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")
            assert shown == value["text"]
            regions += 1
    assert regions > 10


def test_a_workbook_holds_text_and_no_formulas(pictures: list[Picture]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", pictures)))
    assert book.sheetnames[:3] == ["Stories", "Who says what", "Not known"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    statements = book["Statements"]
    columns = [cell.value for cell in statements[1]]
    exact, path = columns.index("exact"), columns.index("path")
    starts, ends = columns.index("start"), columns.index("end")
    for row in statements.iter_rows(min_row=2, values_only=True):
        text = REPORTS[Path(str(row[path])).name]
        for piece in str(row[exact]).split(" … "):
            assert piece in text[int(row[starts]) : int(row[ends])]


def test_each_line_of_a_word_file_has_its_exact_words_as_a_comment(pictures: list[Picture]) -> None:
    content = written("docx", pictures)
    document = docx.Document(io.BytesIO(content))
    comments = [comment.text for comment in document.comments]
    bullets = [p.text for p in document.paragraphs if p.style and p.style.name == "List Bullet"]
    assert len(comments) == len(bullets) > 0
    hashes = {report.sha256 for one in pictures for report in one.reports}
    for comment in comments:
        exact, *_, sha256 = comment.split("\n")
        assert sha256.removeprefix("SHA-256 ") in hashes
        assert any(piece in text for text in REPORTS.values() for piece in exact.split(" … "))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert b"<script" not in packed.read("word/document.xml")


def test_what_a_form_cannot_hold_is_said(pictures: list[Picture], tmp_path: Path) -> None:
    for form in by_name().values():
        said = write_stories(form, pictures, tmp_path / form.name)
        assert any(line.startswith("note:") for line in said) == bool(form.loses)
    assert write_stories(by_name()["brat"], pictures, tmp_path / "brat")  # once more


def test_a_folder_with_other_files_is_left_alone(pictures: list[Picture], tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape("mine.txt")):
        write_stories(by_name()["brat"], pictures, tmp_path)
    with pytest.raises(UsageError, match="is a folder"):
        write_stories(by_name()["stix"], pictures, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_every_export_names_what_it_was_made_from(pictures: list[Picture]) -> None:
    made = provenance_of(pictures)
    assert set(made.hashes) == {hashlib.sha256(t.encode()).hexdigest() for t in REPORTS.values()}
    collection = parsed("webanno", pictures)
    assert collection["rp:generated_from"] == list(made.hashes)
