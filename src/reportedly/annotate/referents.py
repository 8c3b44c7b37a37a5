"""Decide whom each naming of a report means: the fullest name that the report gives.

Namings go in, in text order, and for each comes out a name, or None where two candidates remain
or none was found:

    Ada Ode ... Ode ... the harbour master ... she
    Ada Ode     Ada Ode  Ada Ode               Ada Ode
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from reportedly.annotate.bearers import (
    Known,
    Scene,
    bracketed,
    countries_in,
    gather,
    same_role,
    title_gender,
    title_of,
)
from reportedly.annotate.gazetteer import person_nouns, titles
from reportedly.annotate.pronouns import resolve_pronoun
from reportedly.annotate.unnamed import Naming
from reportedly.model import Parse
from reportedly.text import plain

_GENERIC = frozenset(["official", "leader", "politician", "aide", "diplomat"])
_SPOKES = frozenset({"spokesman", "spokeswoman", "spokesperson", "spox"})
_FORMER = frozenset({"former", "ex", "retired", "late", "onetime", "one-time"})
# Nouns that stand for any body of their kind, which their names seldom end in.
_KINDS = frozenset(
    ["company", "firm", "bank", "carrier", "airline", "maker", "manufacturer", "retailer", "club",
     "startup", "network", "group", "charity", "organization", "organisation", "agency"]
)  # fmt: skip
# Nouns that news puts in place of a name for whom it is about, where nobody is told to be one.
_EPITHETS = frozenset(
    ["teenager", "lawmaker", "legislator", "star", "superstar", "singer", "rapper", "actor",
     "billionaire", "businessman", "tycoon", "striker", "midfielder", "author"]
)  # fmt: skip
# Adjectives that tell nobody apart.
_PLAIN = frozenset(
    ["senior", "top", "veteran", "embattled", "outgoing", "new", "current", "then", "longtime",
     "incoming", "acting", "interim", "young", "old", "popular", "powerful", "outspoken", "own"]
)  # fmt: skip
_NEXT = frozenset({"vice", "deputy", "assistant"})
_HEADS = frozenset({"president", "mayor", "governor", "chairman", "chancellor", "premier"})
_MOST_WORDS = 4  # before the noun of a role that stands in place of a name
_FARTHEST = 24  # sentences that "the general" may look back for the last one so called
_NEAR = 3  # sentences within which the last bearer of a role is meant rather than another
_BY_FAR = 3  # times as often named as any other bearer: the one whom a report means


class Referents:
    """Resolves the namings of one report one by one, in text order.

    `roles` holds the words of the roles beside names, `quoted` the numbers of the namings inside
    quotation marks, `aside` those of sentences outside the article proper.
    """

    def __init__(
        self,
        parse: Parse,
        namings: Sequence[Naming],
        roles: Mapping[int, str],
        quoted: set[int],
        aside: set[int] | None = None,
    ) -> None:
        self._parse = parse
        self._namings = namings
        self._roles = roles
        everybody, self._full = gather(parse, namings, roles)
        self._scene = Scene(
            parse=parse,
            namings=namings,
            quoted=quoted,
            aside=aside or set(),
            bracketed=bracketed(parse, namings),
            everybody=everybody,
            by_head={naming.head: number for number, naming in enumerate(namings)},
        )
        self._everybody = everybody
        self._shared = _shared_surnames(parse, namings)
        self._first: dict[str, int] = {}  # name -> the first naming that can mean nobody else
        for number, naming in enumerate(namings):
            if naming.named and len(self._full.get(naming.words, ())) == 1:
                self._first.setdefault(self._full[naming.words][0], number)
        self._by_ending: dict[str, list[str]] = {}  # bodies of two words and more
        for name in sorted(everybody):
            if " " in name:
                self._by_ending.setdefault(plain(name).split()[-1], []).append(name)
        self._by_noun: dict[str, list[str]] = {}
        for name in sorted(everybody):
            for word in sorted(everybody[name].roles):
                self._by_noun.setdefault(word, []).append(name)

    def resolve_all(self) -> list[str | None]:
        """Return the name of whom each naming means."""
        for number, naming in enumerate(self._namings):
            self._scene.answers.append(self._resolve(number, naming))
            self._scene.by_sentence.setdefault(self._scene.sentence(number), []).append(number)
        return self._scene.answers

    def _resolve(self, number: int, naming: Naming) -> str | None:
        if naming.named:
            return self._named(number)
        if naming.pronoun:
            return resolve_pronoun(self._scene, number)
        named = self._apposed(naming)
        if named:
            return named
        first = self._parse.tokens[naming.first]
        owned = any(
            self._parse.tokens[child].dep == "poss" for child in self._parse.children[naming.head]
        )
        is_definite = first.text.lower() in {"the", "that", "this"} or (
            first.pos not in {"DET", "NUM"} and naming.type == "person"  # "Minister says"
        )
        body = self._principal(naming)
        if body:
            return body
        if (
            is_definite
            and not owned
            and naming.type != "group"
            and naming.head - naming.first <= _MOST_WORDS
        ):
            return self._definite(number, naming)
        return naming.words

    # --- names -----------------------------------------------------------------------------

    def _named(self, number: int) -> str | None:
        naming = self._namings[number]
        full = self._full.get(naming.words, ())
        if full[:1] == (naming.words,) and naming.words in self._shared:
            title = self._parse.tokens[naming.first - 1].text if naming.first else ""
            gender = title_gender(title.lower(), [])
            return f"{title} {naming.words}" if gender else None
        if len(full) > 1 and naming.type == "person":
            full = tuple(self._fitting(number, full))
        return full[0] if len(full) == 1 else None

    def _fitting(self, number: int, names: Sequence[str]) -> Sequence[str]:
        """Return whom of several the title or role beside a surname shows, or the main bearer."""
        naming = self._namings[number]
        title = title_of(self._parse, naming)
        told = [plain(word).strip(",.") for word in self._roles.get(number, "").split()]
        gender = title_gender(title, told)
        bearers = [self._known(name) for name in names]
        if gender:
            bearers = [known for known in bearers if known.gender in {None, gender}]
        roles = {same_role(titles().get(word, word)) for word in (*told, title) if word}
        roles &= {same_role(word) for word in person_nouns()}
        if roles:
            shown = [known for known in bearers if roles & known.roles]
            return [known.name for known in shown or bearers if _former(roles, told, known)]
        return self._of_a_family(number, bearers)

    def _of_a_family(self, number: int, bearers: Sequence[Known]) -> Sequence[str]:
        """Return whom a bare surname means: the only one told of so far, or by far the main one.

        Who is named the most often, but after another, is told apart by the first name: the bare
        surname is then likelier the other's.
        """
        names = [known.name for known in bearers]
        told = [name for name in names if self._first.get(name, number) < number]
        main = [known.name for known in _main(bearers)]
        is_first = main[:1] == sorted(names, key=lambda name: self._first.get(name, number))[:1]
        if len(main) == 1:
            return main if is_first else names
        if number in self._scene.quoted or self._namings[number].words in self._shared:
            return names
        return told if len(told) == 1 else self._spoken_of(number, names) or names

    def _spoken_of(self, number: int, names: Sequence[str]) -> Sequence[str]:
        """Return the last of a family's in the sentences before, if by a role or pronoun.

        A name in full there may as well tell somebody apart from whom the surname means.
        """
        scene = self._scene
        for other in range(number - 1, -1, -1):
            if scene.sentence(number) - scene.sentence(other) > _NEAR:
                break
            if other in scene.quoted or scene.answers[other] not in names:
                continue
            is_told = self._namings[other].named or not scene.is_subject(other)
            return () if is_told else (scene.answers[other] or "",)
        return ()

    def _known(self, name: str) -> Known:
        return self._everybody.get(name) or Known(name, "person")

    # --- roles and bodies ------------------------------------------------------------------

    def _apposed(self, naming: Naming) -> str | None:
        """Resolve "the harbour master" in "Ada Ode, the harbour master," and the reverse."""
        tokens = self._parse.tokens
        near = [
            child for child in self._parse.children[naming.head] if tokens[child].dep == "appos"
        ]
        if tokens[naming.head].dep == "appos":
            near.append(tokens[naming.head].head)
        for head in near:
            number = self._scene.by_head.get(head)
            other = self._namings[number] if number is not None else None
            if number is not None and other and other.named and other.type == naming.type:
                return self._named(number)
        return None

    def _principal(self, naming: Naming) -> str | None:
        """Return for whom an unnamed spokesperson speaks: "a spokesman for the Coast Guard"."""
        tokens = self._parse.tokens
        if plain(tokens[naming.head].lemma) not in _SPOKES:
            return None
        found: list[int] = []
        for child in self._parse.children[naming.head]:
            if tokens[child].dep == "prep" and tokens[child].lemma in {"for", "of"}:
                found += [c for c in self._parse.children[child] if tokens[c].dep == "pobj"]
            elif tokens[child].dep in {"compound", "poss"}:
                found.append(child)
        for head in found:
            number = self._scene.by_head.get(head)
            if number is not None and self._namings[number].type in {"org", "other"}:
                if number < len(self._scene.answers):
                    return self._scene.answers[number]
                other = self._namings[number]
                return (self._named(number) if other.named else None) or other.words
        return None

    def _definite(self, number: int, naming: Naming) -> str | None:
        """Resolve "the general", "the ministry": the last one so called, else the only one."""
        noun = plain(self._parse.tokens[naming.head].lemma)
        if naming.type == "org":
            last = self._last_called(naming, noun)
            is_one = self._parse.tokens[naming.head].tag == "NN" and self._is_the_only_word(naming)
            if last is None and noun in _KINDS and is_one:
                last = self._last_body(number)
            return last or naming.words
        told = naming.words.split()
        bearers = self._bearers(same_role(noun), told)
        if len(bearers) > 1:
            return self._meant(naming, bearers)
        if bearers:
            return bearers[0].name
        if self._by_noun.get(noun):
            return None
        if noun in _GENERIC:
            return self._last(naming, lambda name: bool(self._known(name).roles), _NEAR)
        is_epithet = noun in _EPITHETS and self._is_the_only_word(naming)
        return self._topic(number) if is_epithet else None

    def _is_the_only_word(self, naming: Naming) -> bool:
        first = self._parse.tokens[naming.first]
        return naming.head - naming.first == 1 and first.text.lower() == "the"

    def _topic(self, number: int) -> str | None:
        """Return the only person whom the two sentences before are about, as their subject."""
        scene = self._scene
        here = scene.sentence(number)
        names = {
            scene.answers[other]
            for sentence in range(here - 2, here + 1)
            for other in scene.by_sentence.get(sentence, ())
            if self._namings[other].type == "person"
            and other not in scene.quoted
            and scene.is_subject(other)
        }
        name = next(iter(names)) if len(names) == 1 else None
        return name if name in self._everybody else None

    def _bearers(self, noun: str, told: Sequence[str]) -> list[Known]:
        """Return who bears a role, by all that its words tell: "the Idaho congressman"."""
        found = [self._everybody[name] for name in self._by_noun.get(noun, ())]
        found = _holders(noun, [known for known in found if _may_be(known, told)], told)
        for word in told[:-1]:
            low = same_role(plain(word).removesuffix("'s"))
            if low in _PLAIN | _FORMER or countries_in([word]):
                continue
            shown = [known for known in found if low in known.roles]
            if shown:
                found = shown
            elif word[:1].isupper() or low in self._by_noun:
                return []  # it tells something that is told of none of them
        return found

    def _meant(self, naming: Naming, bearers: Sequence[Known]) -> str | None:
        """Return whom of several bearers of a role the report means."""
        main = _main(bearers)
        if len(main) == 1:
            return main[0].name
        names = {known.name for known in bearers}
        last = self._last(naming, lambda name: name in names, 1)
        other = self._last(naming, lambda name: name in names and name != last, _NEAR)
        return last if other is None else None

    def _last(
        self, naming: Naming, fits: Callable[[str], bool], farthest: int = _FARTHEST
    ) -> str | None:
        scene = self._scene
        here = self._parse.tokens[naming.head].sentence
        for number in range(len(scene.answers) - 1, -1, -1):
            name = scene.answers[number]
            if here - scene.sentence(number) > farthest:
                return None
            same = self._namings[number].type == naming.type
            if name and same and number not in scene.quoted and fits(name):
                return name
        return None

    def _last_called(self, naming: Naming, noun: str) -> str | None:
        """Return the last body whose name ends in a noun; of several only one just named."""
        told = {plain(word) for word in naming.words.split()[:-1]}
        named = {
            name
            for name in self._by_ending.get(noun, ())
            if told <= set(plain(name).replace("'s", "").split())
        }
        farthest = _FARTHEST if len(named) == 1 else _NEAR
        return self._last(naming, lambda name: name in named, farthest) if named else None

    def _last_body(self, number: int) -> str | None:
        """Return the only named body that is a subject here or in the sentence before.

        Two sentences back it is meant where no other body is named since.
        """
        scene = self._scene
        here = scene.sentence(number)
        names = set(self._bodies(here - 1, here, subjects=True))
        if not names:
            names = set(self._bodies(here - 2, here - 2, subjects=True))
            names |= set(self._bodies(here - 2, here, subjects=False)) if names else set()
        return next(iter(names)) if len(names) == 1 else None

    def _bodies(self, first: int, last: int, *, subjects: bool) -> Iterator[str]:
        """Yield the named bodies of some sentences, outside quotations and brackets."""
        scene = self._scene
        for sentence in range(first, last + 1):
            for other in scene.by_sentence.get(sentence, ()):
                name = scene.answers[other]
                if name is None or self._namings[other].type != "org":
                    continue
                is_aside = other in scene.quoted or other in scene.bracketed
                if (
                    name in self._everybody
                    and not is_aside
                    and (scene.is_subject(other) or not subjects)
                ):
                    yield name


def _shared_surnames(parse: Parse, namings: Sequence[Naming]) -> set[str]:
    """Return the surnames that stand after "Mr." and after "Mrs.": two people's."""
    titles_: dict[str, set[str]] = {}
    for naming in namings:
        gender = title_gender(title_of(parse, naming), []) if naming.named else None
        if gender and " " not in naming.words:
            titles_.setdefault(naming.words, set()).add(gender)
    return {words for words, genders in titles_.items() if len(genders) > 1}


def _main(bearers: Sequence[Known]) -> Sequence[Known]:
    """Return the one who is named by far the most often, else all."""
    order = sorted(bearers, key=lambda known: (-known.named, known.name))
    is_main = len(order) > 1 and order[0].named >= _BY_FAR * max(1, order[1].named)
    return order[:1] if is_main else bearers


def _may_be(known: Known, told: Sequence[str]) -> bool:
    """Tell whether one of a name can bear a role, being of no other country and not "former"."""
    if not _former({plain(word) for word in told}, told, known):
        return False
    countries = countries_in(told)
    return not countries or bool(countries & known.countries)


def _holders(noun: str, bearers: Sequence[Known], told: Sequence[str]) -> list[Known]:
    """Return who holds an office, and not who is next to it: "the president" is no vice president.

    Of some offices the deputies are called the same ("the minister", "the admiral"), where
    nobody else is.
    """
    deputy = [known for known in bearers if known.roles & _NEXT]
    if {plain(word) for word in told} & _NEXT or not deputy:
        return list(bearers)
    others = [known for known in bearers if not known.roles & _NEXT]
    risen = [known for known in deputy if known.roles & _FORMER]  # once a deputy: no more
    return others or (risen if noun in _HEADS else deputy)


def _former(roles: set[str], told: Sequence[str], known: Known) -> bool:
    """Tell whether "the former mayor" can be somebody: only who was told to be a former one."""
    is_former = bool((roles | {plain(word) for word in told}) & _FORMER)
    return not is_former or bool(known.roles & _FORMER)
