"""Decide whom a pronoun means: the subject of the sentence before rather than anybody else.

    Ada Ode met the governor. “We go on,” she said.      Ada Ode
    the pilot who had warned of it                       the pilot
    Ada Ode and Per Lund stayed. They said ...           Ada Ode; Per Lund

None where two may be meant, or where the one who may be meant is not known: an abstention.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.annotate.bearers import Scene
from reportedly.annotate.unnamed import Naming
from reportedly.text import plain

_FARTHEST = 6  # sentences a pronoun may look back; beyond, news repeats the name
_NEAR = 2  # sentences that "it" and "they" may look back: bodies change faster than people
_GENDERS = {"he": "m", "she": "f"}


def resolve_pronoun(scene: Scene, number: int) -> str | None:
    """Return the name of whom a pronoun means."""
    naming = scene.namings[number]
    if naming.words in {"who", "which"}:
        return _antecedent(scene, naming)
    if number in scene.quoted:
        return _inside_quotation(scene, number)
    here = scene.sentence(number)
    far = _FARTHEST if naming.type == "person" else _NEAR
    for sentence in _before(scene, here, far):
        numbers = [n for n in scene.by_sentence.get(sentence, ()) if n < number]
        fitting = [n for n in numbers if _fits(scene, n, naming)]
        if _is_blocked(scene, numbers, fitting, naming):
            return None
        if naming.type == "group" and _are_many(scene, fitting):
            return None  # two groups did something: which of them is not shown
        topic = _goes_on(scene, sentence, naming)
        chosen = _chosen(scene, [n for n in fitting if scene.is_subject(n) or not topic])
        if chosen is not None:
            return _with_partner(scene, chosen, naming)
        if topic:
            continue  # "His audio was bad": of whoever the sentence before was about
        if fitting:
            return None  # two persons in the nearest sentence: which of them is not shown
    return None


def _before(scene: Scene, here: int, far: int) -> Iterator[int]:
    """Yield the sentences a pronoun may look back to, those of captions and the like last."""
    back = range(here, max(-1, here - far - 1), -1)
    yield from (sentence for sentence in back if sentence not in scene.aside or here == sentence)
    yield from (sentence for sentence in back if sentence in scene.aside and here != sentence)


def _goes_on(scene: Scene, sentence: int, pronoun: Naming) -> bool:
    """Tell whether a sentence's subject is "his ..." or "her ...": it goes on with somebody."""
    owner = {"he": "his", "she": "her"}.get(pronoun.words)
    first, end = scene.parse.sentences[sentence]
    for token in scene.parse.tokens[first:end]:
        if token.text.lower() == owner and token.dep == "poss":
            head = scene.parse.tokens[token.head]
            if head.dep in {"nsubj", "nsubjpass"} and head.start > token.start:
                return True
    return False


def _are_many(scene: Scene, fitting: list[int]) -> bool:
    mains = [n for n in fitting if scene.is_main(n)]
    return len({scene.answers[n] for n in mains or fitting}) > 1


def _chosen(scene: Scene, fitting: list[int]) -> int | None:
    subjects = [n for n in fitting if scene.is_subject(n)]
    speaking = [n for n in subjects if scene.is_main(n)]
    if speaking:
        return speaking[0]
    if len({scene.answers[n] for n in subjects}) == 1:
        return subjects[0]
    return fitting[0] if len({scene.answers[n] for n in fitting}) == 1 else None


def _is_blocked(scene: Scene, numbers: Iterable[int], fitting: list[int], pronoun: Naming) -> bool:
    """Tell whether somebody whose name is not known is the likelier one: "the teenager fell"."""
    if pronoun.type != "person" or any(scene.is_main(n) for n in fitting if scene.is_subject(n)):
        return False
    for number in numbers:
        naming = scene.namings[number]
        unknown = scene.answers[number] is None and naming.type == "person"
        if not unknown or number in scene.quoted or number in scene.bracketed:
            continue
        gender = scene.gender(number)
        if gender in {None, _GENDERS.get(pronoun.words)} and (
            naming.named or (scene.is_subject(number) and scene.is_main(number))
        ):
            return True
    return False


def _with_partner(scene: Scene, chosen: int, pronoun: Naming) -> str | None:
    """Return both names for "they" after "Ada Ode and Per Lund"."""
    name = scene.answers[chosen]
    if pronoun.words != "they" or scene.namings[chosen].type != "person":
        return name
    names = [name, *(scene.answers[n] for n in _partners(scene, chosen))]
    return "; ".join(found for found in names if found) if None not in names else None


def _partners(scene: Scene, number: int) -> list[int]:
    """Return the namings that "and" joins to one."""
    found: list[int] = []
    head = scene.namings[number].head
    for _ in range(4):
        joined = [c for c in scene.parse.children[head] if scene.parse.tokens[c].dep == "conj"]
        if not joined or joined[0] not in scene.by_head:
            return found
        head = joined[0]
        other = scene.by_head[head]
        if scene.namings[other].type != "person" or other >= len(scene.answers):
            return []
        found.append(other)
    return found


def _fits(scene: Scene, number: int, pronoun: Naming) -> bool:
    naming, name = scene.namings[number], scene.answers[number]
    if number in scene.quoted or number in scene.bracketed or name is None:
        return False
    if pronoun.words == "it":
        return naming.type in {"org", "place"} and scene.is_subject(number)
    if pronoun.words == "they":
        many = naming.type in {"group", "org"} or (
            naming.type == "person" and bool(_partners(scene, number))
        )
        return many and scene.is_subject(number)
    if not naming.named and plain(naming.words) == "one person":
        return False  # counted among the dead or hurt, hardly ever heard
    if name not in scene.everybody and not scene.is_subject(number):
        return False  # somebody unnamed who did nothing
    return naming.type == "person" and scene.gender(number) in {None, _GENDERS[pronoun.words]}


def _inside_quotation(scene: Scene, number: int) -> str | None:
    """Return the only person whom the same quotation names so far, else nobody.

    Somebody who is quoted speaks of others: who speaks, and who was named outside, are not meant.
    """
    naming = scene.namings[number]
    here = scene.sentence(number)
    names: dict[str, None] = {}
    for sentence in (here - 1, here):
        for other in scene.by_sentence.get(sentence, ()):
            name = scene.answers[other]
            is_inside = other in scene.quoted and other < number and name is not None
            same = scene.namings[other].type == naming.type or naming.words == "it"
            if is_inside and same and scene.gender(other) in {None, _GENDERS.get(naming.words)}:
                names[name or ""] = None
    return next(iter(names)) if len(names) == 1 else None


def _antecedent(scene: Scene, naming: Naming) -> str | None:
    """Return whom "who" and "which" follow: what their clause hangs on, or what that is beside."""
    tokens = scene.parse.tokens
    verb = tokens[naming.head].head
    if tokens[verb].dep != "relcl":
        return None
    head = tokens[verb].head
    while tokens[head].dep == "appos" and tokens[head].head in scene.by_head:
        head = tokens[head].head  # "Ada Ode, a pilot who ..."
    number = scene.by_head.get(head)
    if number is not None:
        known = scene.answers[number] if number < len(scene.answers) else None
        return known or (None if scene.namings[number].named else scene.namings[number].words)
    if tokens[head].pos != "NOUN" or naming.words != "who":
        return None
    first = head
    while first > 0 and tokens[first - 1].head == head and tokens[first - 1].pos in {"NOUN", "ADJ"}:
        first -= 1
    return " ".join(token.text for token in tokens[first : head + 1])
