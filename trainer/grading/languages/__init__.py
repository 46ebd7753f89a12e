"""What the judge has to know about a language: closed classes of words, inflection, opposites; a file each.

A word belongs in such a file if a grammar or a dictionary would put it there, never because one answer needs it.
All words stand folded: without capitals, accents or apostrophes (`words.read` folds what is typed in the same way).
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import cast

from trainer.i18n import Language


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs, written "a/b c/d": every left word an opposite of every right one ("+" lists several)."""
    found = []
    for pair in text.split():
        left, right = pair.split("/")
        found += [(a, b) for a in left.split("+") for b in right.split("+")]
    return tuple(found)


def forms(text: str) -> dict[str, str]:
    """Irregular forms to their lemma, one lemma a line: "lemma: form form"."""
    lemma_of: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        lemma, _, others = line.partition(":")
        for form in others.split():
            lemma_of.setdefault(form, lemma.strip())
        lemma_of.setdefault(lemma.strip(), lemma.strip())
    return lemma_of


def phrases(*texts: str) -> tuple[tuple[str, ...], ...]:
    """Fixed expressions as tuples of words, the longest first so that they are found first."""
    return tuple(sorted((tuple(t.split()) for t in texts), key=len, reverse=True))


def bounds(more: str, least: str, most: str, less: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Expressions that make a limit of a number, each group separated by commas, the longest first."""
    groups = ((more, 2), (least, 1), (most, -1), (less, -2))
    found = ((tuple(text.split()), way) for group, way in groups for text in group.split(","))
    return tuple(sorted(found, key=lambda found: -len(found[0])))


def _by_first_word(expressions: tuple[tuple[str, ...], ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {e[0]: tuple(other for other in expressions if other[0] == e[0]) for e in expressions}


@dataclass(frozen=True)
class Grammar:
    """One language, as far as judging an answer needs it."""

    articles: frozenset[str]
    pronouns: frozenset[str]
    """Personal, possessive, reflexive: one for another is a change of perspective, no error."""
    subjects: frozenset[str]
    """The pronouns by which learners say what they do, alone or with others."""
    indefinite: frozenset[str]
    """Pronouns that stand for anyone or anything, and so say nothing of one's own."""
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    conjunctions: frozenset[str]
    first_person: frozenset[str]
    """The pronouns for the learner alone ("we" may be anyone)."""
    second_person: frozenset[str]
    third_person: frozenset[str]
    """The words for other persons, as far as they are nothing else."""
    fillers: frozenset[str]
    """Adverbs and particles that carry little."""
    framing: frozenset[str]
    """Verbs that frame an answer and add nothing: I think it is called …, you should go …."""
    questions: frozenset[str]
    """Words that open an open question."""
    closed_questions: frozenset[str]
    """Verbs that, standing first, open a yes-or-no question."""
    asking: frozenset[str]
    """Words of asking, telling and wondering, behind which an open question may stand: may I ask why …"""
    negations: frozenset[str]
    denied_objects: frozenset[str]
    """Negations that are a pronoun: behind a verb they deny no more than its object."""
    interjections: frozenset[str]
    """Negations that may also be an answer in one word: say no."""
    saying: frozenset[str]
    never: frozenset[str]
    """In a question they are part of what is asked: "you never …" then denies nothing."""
    forward_negations: tuple[tuple[str, ...], ...]
    """They deny what follows only: without, instead of."""
    not_negations: tuple[tuple[str, ...], ...]
    """Expressions that hold a negation and deny nothing: not only, no more than."""
    clause_openers: frozenset[str]
    """A new clause starts here, with a polarity of its own."""
    explaining: frozenset[str]
    """What opens a clause that says more of the words before it: relative pronouns, because, when."""
    connectives: tuple[tuple[str, ...], ...]
    """What leads in a reason, a purpose, an effect or an example."""
    conditions: frozenset[str]
    joiners: frozenset[str]
    """and"""
    alternatives: frozenset[str]
    """or: a negation carries across it."""
    contractions: dict[str, tuple[str, ...]]
    cardinals: dict[str, float]
    """0..19 and the tens, and words such as hundred that stand alone."""
    hundreds: tuple[tuple[str, int], ...]
    """What multiplies the number before it: two hundred."""
    tens_link: str
    """What joins unit and ten in one word: "en" in vierentwintig; empty where the ten comes first."""
    fractions: dict[str, float]
    ordinals: frozenset[str]
    """What makes an ordinal of digits: 3rd."""
    half: frozenset[str]
    """half, written before a unit: a half minute."""
    singular_articles: frozenset[str]
    """Articles that count one before a unit: a week."""
    each: frozenset[str]
    """every, per: before a bare unit they count one."""
    range_links: frozenset[str]
    inclusive: tuple[tuple[str, ...], ...]
    """What may follow a range link: to and including."""
    or_links: frozenset[str]
    between: frozenset[str]
    """What opens a range that "and" joins: between two and three."""
    ratio_links: tuple[tuple[str, ...], ...]
    percent: tuple[tuple[str, ...], ...]
    counting: frozenset[str]
    """Words of a question that asks for a number of things, which then are the unit."""
    bounds: tuple[tuple[tuple[str, ...], int], ...]
    """What makes a limit of the number that follows: 2 more than, 1 at least, -1 at most, -2 less than."""
    units: dict[str, tuple[str, float]]
    """Form to (dimension, how many of its base): weeks are 7 of "day"."""
    before: frozenset[str]
    after: frozenset[str]
    first: frozenset[str]
    then: frozenset[str]
    only: frozenset[str]
    """Before one of the `moments`, it makes that come first: not until."""
    moments: frozenset[str]
    multiples: frozenset[str]
    """What multiplies in a comparison: twice as much as."""
    comparators: frozenset[str]
    source: frozenset[str]
    """from, in: from A to B."""
    goal: frozenset[str]
    degrees: frozenset[str]
    """more, less: with the opposite of what they stand before, they say the same (less nervous, more relaxed)."""
    equals: frozenset[str]
    """Before an adjective they say that two are equal in it: as polite as."""
    exchanges: frozenset[str]
    """Verbs, among the opposites, for what one does and another undergoes: give, get."""
    opposites: tuple[tuple[str, str], ...]
    negative_prefixes: tuple[str, ...]
    suffixes: tuple[tuple[str, str], ...]
    """(ending, what it is replaced by) for each inflection or regular derivation."""
    participle_prefix: str
    lemmas: dict[str, str]
    particles: frozenset[str]
    """First parts of separable verbs."""
    infinitive_mark: str
    give_up: tuple[tuple[str, ...], ...]
    do: tuple[tuple[str, ...], ...]
    dont: tuple[tuple[str, ...], ...]
    do_shown: str
    """How the right choice is written where it is shown."""
    dont_shown: str
    verb_prefixes: tuple[str, ...] = ()
    """What stands before an irregular verb and leaves its forms as they are: bekeken as gekeken, withdrew as drew."""
    devoicing: bool = False
    """Whether d at the end of a word sounds as t, so that spellers exchange them."""
    verb_second: bool = False
    """Whether the verb goes before its subject where a sentence begins with something else."""
    variants: dict[str, str] = field(default_factory=dict)
    """Spellings and abbreviations that count as the same word."""

    def lemma(self, word: str) -> str:
        """The lemma of a form of an irregular verb or noun, also behind a prefix; of any other word the word."""
        if word in self.lemmas:
            return self.lemmas[word]
        if not word.startswith(self.verb_prefixes):
            return word
        for prefix in self.verb_prefixes:
            if word.startswith(prefix):
                rest = word[len(prefix) :]
                for form in (rest, self.participle_prefix + rest):
                    if form in self.lemmas:
                        return prefix + self.lemmas[form]
        return word

    @cached_property
    def together(self) -> frozenset[str]:
        """What joins two clauses or items."""
        return self.joiners | self.alternatives | {"&", "+"}

    @cached_property
    def function_words(self) -> frozenset[str]:
        return (
            self.articles
            | self.pronouns
            | self.prepositions
            | self.auxiliaries
            | self.conjunctions
            | self.fillers
            | self.each
        )

    @cached_property
    def known(self) -> frozenset[str]:
        """Words that exist: one of them, typed, is that word and not a misspelling of another."""
        return (
            self.function_words
            | self.negations
            | self.questions
            | self.order_words
            | frozenset(self.cardinals)
            | frozenset(self.fractions)
            | frozenset(self.units)
            | frozenset(self.lemmas)
            | frozenset(self.opposite_of)
        )

    @cached_property
    def prefixes(self) -> tuple[str, ...]:
        """What may stand before a word and leave it recognisable: denials, and that of participles."""
        return (*self.negative_prefixes, *filter(None, [self.participle_prefix]))

    @cached_property
    def denying(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        return _by_first_word(self.forward_negations)

    @cached_property
    def not_denying(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        return _by_first_word(self.not_negations)

    @cached_property
    def closed(self) -> frozenset[str]:
        """Words that turn the meaning of others, or count: misspelt, they still do."""
        numbers = {*self.cardinals, *self.fractions, *self.units, *(w for e in self.percent for w in e)}
        denials = {e[0] for e in self.forward_negations if len(e) == 1 or len(e[0]) >= 6}
        return self.negations | self.order_words | frozenset(numbers | denials)

    @cached_property
    def small(self) -> frozenset[str]:
        """Function words long enough to be misspelt."""
        return frozenset(w for w in self.function_words if len(w) >= 4)

    @cached_property
    def order_words(self) -> frozenset[str]:
        return self.before | self.after | self.first | self.then

    @cached_property
    def opposite_of(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        # "not only" is no negation, but turns "only".
        turned = [(" ".join(e), e[1]) for e in self.not_negations if len(e) == 2 and e[0] in self.negations]
        for a, b in (*self.opposites, *turned):
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
        return {word: frozenset(others) for word, others in found.items()}


@cache
def grammar(language: Language) -> Grammar:
    """The grammar of a language that decks can be in."""
    module = importlib.import_module(f"trainer.grading.languages.{language}")
    return cast("Grammar", module.GRAMMAR)
