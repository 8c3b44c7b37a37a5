"""Which form of somebody's name the product shows, of all that the reports use.

    "Oleh Dravinsky", "Dravinsky", "OLEH Dravinskyi"  ->  "Oleh Dravinsky"

Reports vote, and of a report and its copies only the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from reportedly.compare.body_groups import is_role
from reportedly.compare.local_agents import Groups, LocalAgent
from reportedly.compare.person_names import without_role
from reportedly.model import Copy, MentionType, Report


def families_of(reports: Sequence[Report], copies: Sequence[Copy]) -> dict[str, int]:
    """Return for each report a number that it has in common with its copies and versions."""
    order = {report.id: number for number, report in enumerate(reports)}
    families = Groups(len(reports))
    for copy in copies:
        if copy.kind != "partial" and copy.a in order and copy.b in order:
            families.join(order[copy.a], order[copy.b])
    return {name: families.top(number) for name, number in order.items()}


def voting(members: Sequence[LocalAgent], families: Mapping[str, int]) -> list[LocalAgent]:
    """Return what the first report of each family of copies calls somebody.

    A copy that spells a name in another way is no second voice for that way.
    """
    first: dict[int, str] = {}  # family -> its first report that names somebody at all
    for local in sorted(members, key=lambda one: not one.named):
        first.setdefault(families[local.report_id], local.report_id)
    return [local for local in members if local.report_id in first.values()]


def shown_name(kind: MentionType, named: bool, members: Sequence[LocalAgent]) -> str:
    """Return the fullest form of the most frequent spelling."""
    chosen = [local for local in members if local.named or not named]
    if kind == "person" and named:
        chosen = [local for local in chosen if not is_role(local.name)] or chosen
    names = [_said_once(re.sub(r"['’]s?$", "", local.name)) for local in chosen]
    if kind == "person" and named:
        names = [without_role(name) for name in names]
    weights = Counter(names)
    if kind != "person":
        openings = {name.split()[0] for name in names if " " in name}
        return min(weights, key=lambda n: (n in openings, -weights[n], -len(n), n))
    # Reports vote for the surname and the first name apart: one may say "Dravinsky" alone.
    last = Counter(name.split()[-1] for name in names)
    first = Counter(name.split()[0].title() for name in names if " " in name)
    longest = max(len(name.split()) for name in names)
    full = [name for name in weights if " " in name or longest == 1]
    votes = {name: last[name.split()[-1]] + first[name.split()[0].title()] for name in full}
    return min(full, key=lambda name: (_is_shouted(name), -votes[name], -len(name), name))


def _is_shouted(name: str) -> bool:
    """Return whether a word of a name is all capitals, as at the head of a caption.

    >>> _is_shouted("LUDO Marsk"), _is_shouted("JD Marsk")
    (True, False)
    """
    return any(len(word) > 3 and word.isupper() for word in name.split())


def _said_once(name: str) -> str:
    """Return a name that stands twice in a row once.

    >>> _said_once("Port Office Port Office")
    'Port Office'
    """
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half and words[:half] == words[half:] else name
