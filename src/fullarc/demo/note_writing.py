"""Notes from the truth: what is mentioned, how it is said, and everything else that stands in notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from fullarc.demo.hands import Content
from fullarc.demo.plan import Plan
from fullarc.demo.presentation import Presentation
from fullarc.demo.sayings import Person, kinds_of, knows, say, say_change, severity_of

MAIN, OTHER = 0.9, 0.6  # how likely a note mentions a main and a further symptom
SAYS_CHANGE = 0.15  # how often only the direction is written
WORDS = (85, 190)
ANXIOUS = frozenset({"anxiety", "worry", "irritability"})


@dataclass(slots=True)
class Writer:
    """Writes the notes of one client in order; it remembers what was true when something was last mentioned."""

    presentation: Presentation
    plan: Plan
    person: Person
    rng: Random
    last: dict[str, float]

    def content(self, i: int, event: str = "") -> Content:
        """What the note of the attended session with index `i` says. `event` is a life event to be told."""
        told = self._told(i)
        if self.plan.unsteady[i]:
            told.append(self._say("setback", self.plan.unsteady[i]))
        talk, life = [self._say("filler", "any")], [self._say(f"event_{event}", "told")] if event else []
        if self.rng.random() < 0.3:
            talk.append(self._say("distractor", self.rng.choice(("history", "other", "hypothetical"))))
        done = [self._say("intervention", name) for name in self.rng.sample(self.presentation.does, k=min(2, len(self.presentation.does)))]
        answered = [self._say("intervention", "well" if self.rng.random() < 0.8 else "badly")] if self.rng.random() < 0.5 else []
        content = Content(told, self._seen(i), self._risk(i), done, answered, life, talk, [self._say("filler", "plan")])
        return self._filled_up(content)

    def _say(self, topic: str, kind: str) -> str:
        return say(topic, kind, self.person, self.rng)

    def latent(self, indicator: str, i: int) -> float:
        """True severity of one indicator at one session."""
        if indicator in self.presentation.symptoms:
            base = self.plan.anxious if self.plan.silent_from is not None and indicator in ANXIOUS else self.plan.symptoms
            return base[i] * self.presentation.symptoms[indicator]
        return self.plan.function[i] * self.presentation.function[indicator]

    def _told(self, i: int) -> list[str]:
        sentences = []
        topics = [*self.presentation.symptoms, *self.presentation.function]
        for number, indicator in enumerate(topics):
            silent = self.plan.silent_from is not None and i >= self.plan.silent_from and indicator in ANXIOUS
            likely = MAIN if number < 2 or indicator in list(self.presentation.function)[:1] else OTHER
            if not silent and knows(indicator) and self.rng.random() < likely:
                sentences.append(self._mention(indicator, self.latent(indicator, i)))
        self.rng.shuffle(sentences)
        return sentences

    def _mention(self, indicator: str, now: float) -> str:
        before = self.last.get(indicator)
        self.last[indicator] = now
        if before is not None and self.rng.random() < SAYS_CHANGE:
            change = say_change(indicator, before, now, self.rng)
            if change is not None:
                return change
        return self._say(indicator, severity_of(now))

    def _seen(self, i: int) -> list[str]:
        now = severity_of(self.plan.presence[i])
        chances = (("affect", 0.85), ("engagement", 0.5), ("insight", 0.15))
        return [self._say(topic, now) for topic, chance in chances if self.rng.random() < chance]

    def _risk(self, i: int) -> list[str]:
        said = self.plan.risk[i]
        if not said:
            return []
        sentences = [self._say("risk", said)]
        if self.presentation.id == "borderline" and said == "denied":
            sentences.append(self._say("risk", "self_harm_denied"))
        return sentences

    def _filled_up(self, content: Content) -> Content:
        """Small talk until the note has the length that notes have."""
        talk = list(content.talk)
        while _words(content, talk) < WORDS[0]:
            sentence = self._say("filler", "any")
            if sentence not in talk:
                talk.append(sentence)
        told = list(content.told)
        while _words(content, talk, told) > WORDS[1] and len(told) > 4:
            told.pop()
        return Content(told, content.seen, content.risk, content.done, content.answered, content.life, talk, content.plan)


def _words(content: Content, talk: Sequence[str], told: Sequence[str] | None = None) -> int:
    groups = (
        content.told if told is None else told,
        content.seen,
        content.risk,
        content.done,
        content.answered,
        content.life,
        talk,
        content.plan,
    )
    return sum(len(sentence.split()) for group in groups for sentence in group)


def events_told(plan: Plan, sessions: int, rng: Random) -> dict[int, str]:
    """At which session which life event is told: the one of a dip, and perhaps one that passes by without a trace."""
    told: dict[int, str] = {}
    if plan.dip is not None:
        told[plan.dip[0]] = plan.dip_event
    if rng.random() < 0.6:
        i = rng.randrange(1, sessions)
        mild = [name for name in ("relocation", "new_job", "financial_strain") if "told" in kinds_of(f"event_{name}")]
        told.setdefault(i, rng.choice(mild))
    return told
