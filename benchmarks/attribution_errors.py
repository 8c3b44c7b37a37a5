"""Count what goes wrong in attribution, by kind: PolNeAR dev, the rules alone beside the tagger.

    python -m benchmarks.attribution_errors

A gold span that was not found exactly is missed, taken for another part, cut in pieces, or has a
wrong end; a found span that meets no gold span of its part is invented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.attribution import ROLES, Finder, Pairs, Relation, dev_articles, find, find_by_rules

SHOWN = 20


def main() -> None:
    """Print the commonest kinds, those of the rules first."""
    articles = dev_articles()
    before, after = (_counted(articles, finder) for finder in (find_by_rules, find))
    print("| kind of error | rules | with the tagger |\n| --- | ---: | ---: |")
    for kind, _ in (before + after).most_common(SHOWN):
        print(f"| {kind} | {before[kind]} | {after[kind]} |")
    rest = [
        count.total() - sum(count[k] for k, _ in (before + after).most_common(SHOWN))
        for count in (before, after)
    ]
    print(f"| all other kinds | {rest[0]} | {rest[1]} |")


def _counted(articles: Sequence[tuple[str, list[Relation]]], finder: Finder) -> Counter[str]:
    found: Counter[str] = Counter()
    for text, wanted in articles:
        given = finder(text)
        for role in ROLES:
            found.update(_errors(role, given, wanted))
    return found


def _errors(role: str, given: Sequence[Relation], wanted: Sequence[Relation]) -> Iterator[str]:
    found = {piece for relation in given for piece in relation.pieces(role)}
    gold = {piece for relation in wanted for piece in relation.pieces(role)}
    others = {
        other: sorted({piece for relation in given for piece in relation.pieces(other)})
        for other in ROLES
        if other != role
    }
    for piece in sorted(gold - found):
        yield f"{role}: {_kind(piece, sorted(found), others)}"
    for piece in sorted(found - gold):
        if not _meeting(piece, sorted(gold)):
            yield f"{role}: invented"


def _kind(
    piece: tuple[int, int],
    found: Sequence[tuple[int, int]],
    others: dict[str, list[tuple[int, int]]],
) -> str:
    meeting = _meeting(piece, found)
    if not meeting:
        taken = [other for other, pieces in others.items() if _meeting(piece, pieces)]
        return f"taken for {taken[0]}" if taken else "missed"
    if len(meeting) > 1:
        return "cut in pieces"
    [(start, end)] = meeting
    if start != piece[0] and end != piece[1]:
        return "both ends wrong"
    if start != piece[0]:
        return "begins too early" if start < piece[0] else "begins too late"
    return "ends too late" if end > piece[1] else "ends too early"


def _meeting(piece: tuple[int, int], others: Sequence[tuple[int, int]]) -> Pairs:
    return tuple((start, end) for start, end in others if start < piece[1] and piece[0] < end)


if __name__ == "__main__":
    main()
