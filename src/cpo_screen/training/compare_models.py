"""The models that `compare` measures: each learns from samples and gives a tagger, or several in turn."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, NamedTuple

import numpy as np

from cpo_screen.extraction.line_sketches import Segment, line_features
from cpo_screen.training.build import SEED
from cpo_screen.training.compare_runs import Run, cut_runs, labels_of_words, whole
from cpo_screen.training.corpus import Sample
from cpo_screen.training.line_roles import train_line_roles
from cpo_screen.training.scores import Score, score_labels
from cpo_screen.training.tagger import SETTINGS, tagger_features, train_tagger

Tagger = Callable[[Sample], list[str]]  # each word's label (BIO)
RULED = ("COMPANY", "PLACE", "TITLE")  # labels that the rules know
_EMPLOYED = ("experience", "boards", "volunteering")  # sections in which the rules look for jobs
_WINDOW = 4  # words to each side that the network sees, and the CRF that is told the same
_BATCH = 300  # words; better than 1000 on a part of the careers to learn from
_STAGES = 3  # the network is measured after each third of its training


class Trained(NamedTuple):
    """A tagger, the model's name, and how much it was trained."""

    name: str
    tag: Tagger
    about: str = ""


@dataclass(frozen=True, slots=True)
class Budget:
    """How long the network learns: minutes of computing, or batches, which give the same model again."""

    minutes: float
    batches: int | None = None

    def used(self, seconds: float, batches: int) -> float:
        """The share that is used up, 1 and more at the end."""
        return batches / self.batches if self.batches else seconds / (60 * self.minutes)


def train_network(samples: Sequence[Sample], budget: Budget) -> Iterator[Trained]:
    """A spaCy pipeline of word embeddings and a transition-based `ner`, from nothing, at several stages."""
    from spacy.training import Example

    random.seed(SEED)  # spaCy draws from both
    np.random.seed(SEED)
    nlp = _blank()
    runs = [run for one in samples for run in cut_runs(one)]
    examples = [Example(_doc(nlp, run), _doc(nlp, run, whole(run.labels))) for run in runs]
    optimizer = nlp.initialize(lambda: examples)
    seconds, seen, stage = 0.0, 0, 1
    for count, batch in enumerate(_batches(examples), 1):
        begun = process_time()
        nlp.update(batch, drop=0.1, sgd=optimizer)
        seconds, seen = seconds + process_time() - begun, seen + len(batch)
        if budget.used(seconds, count) >= stage / _STAGES:
            name = "spaCy" if stage == _STAGES else f"spaCy at {stage}/{_STAGES}"
            about = f"{count} batches, {seen / len(examples):.1f} passes"
            yield Trained(name, _network_tagger(nlp, optimizer.averages), about)
            stage += 1
        if stage > _STAGES:
            return


def _batches(examples: list[Any]) -> Iterator[list[Any]]:
    """Pass after pass, shuffled anew, without end."""
    from spacy.training.batchers import minibatch_by_words

    order = random.Random(SEED)
    while True:
        order.shuffle(examples)
        yield from minibatch_by_words(examples, size=_BATCH, discard_oversize=False)


def _blank() -> Any:
    import spacy

    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "include_static_vectors": False,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "LEMMA"], "rows": [5000, 1000, 2500, 2500, 500],
    }  # fmt: skip
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96, "depth": _WINDOW, "window_size": 1, "maxout_pieces": 3,
    }  # fmt: skip
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "tok2vec": tok2vec,
        "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
    }  # fmt: skip
    optimizer = {"@optimizers": "Adam.v1", "learn_rate": 0.001, "use_averages": True}
    nlp = spacy.blank("xx", config={"training": {"optimizer": optimizer}})
    nlp.add_pipe("ner", config={"model": model})
    return nlp


def _doc(nlp: Any, run: Run, labels: list[str] | None = None) -> Any:
    from spacy.tokens import Doc

    return Doc(nlp.vocab, words=run.words, lemmas=run.kinds, ents=labels)


def _network_tagger(learning: Any, averages: Any) -> Tagger:
    """The network as it is now, with its weights averaged over the training."""
    with learning.use_params(averages):
        written = learning.to_bytes()
    nlp = _blank().from_bytes(written)

    def tag(sample: Sample) -> list[str]:
        runs = cut_runs(sample)
        docs = list(nlp.pipe([_doc(nlp, run) for run in runs]))
        found = [[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc] for doc in docs]
        return labels_of_words(runs, found, len(sample.labels))

    return tag


def train_program(samples: Sequence[Sample], _: Budget) -> Iterator[Trained]:
    """The program's own model, trained as `make models` does."""
    roles = train_line_roles(samples, SEED)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tagger.crfsuite"
        train_tagger(samples, SEED, path)
        tagger = _opened(path)

        def tag(sample: Sample) -> list[str]:
            features = line_features(sample.sketches)
            return list(tagger.tag(tagger_features(replace(sample, features=features), roles)))

        yield Trained("CRF of the program", tag)


def train_plain_crf(samples: Sequence[Sample], _: Budget) -> Iterator[Trained]:
    """A CRF of the same settings that is told just what the network is told."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(SETTINGS)
    for run in (run for one in samples for run in cut_runs(one)):
        trainer.append(_run_features(run), whole(run.labels))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plain.crfsuite"
        trainer.train(str(path))
        tagger = _opened(path)

        def tag(sample: Sample) -> list[str]:
            runs = cut_runs(sample)
            found = [tagger.tag(_run_features(run)) for run in runs]
            return labels_of_words(runs, found, len(sample.labels))

        yield Trained("CRF told as spaCy", tag)


def _opened(path: Path) -> Any:
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def _run_features(run: Run) -> list[list[str]]:
    low = [word.lower() for word in run.words]
    features = []
    for at, word in enumerate(run.words):
        shape = "".join(
            "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in word
        )
        own = [f"p={word[:1]}", f"s={word[-3:]}", f"sh={shape[:4]}"]
        for other in range(max(at - _WINDOW, 0), min(at + _WINDOW + 1, len(low))):
            own += [f"{other - at}w={low[other]}", f"{other - at}k={run.kinds[other]}"]
        features.append(own)
    return features


def train_frequent(samples: Sequence[Sample], _: Budget) -> Iterator[Trained]:
    """The dumb baseline: a word has the label it mostly has; equal neighbours on a line are one span."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in samples:
        words = (word.text.lower() for sketch in one.sketches for word in sketch.words)
        for word, label in zip(words, one.labels, strict=True):
            counts[word][label.partition("-")[2]] += 1
    usual = {word: count.most_common(1)[0][0] for word, count in counts.items()}

    def tag(sample: Sample) -> list[str]:
        return [
            label
            for sketch in sample.sketches
            for label in joined([usual.get(word.text.lower(), "") for word in sketch.words])
        ]

    yield Trained("most frequent label", tag)


def joined(labels: Sequence[str]) -> list[str]:
    """Neighbours of equal label as spans, "" for none.

    >>> joined(["TITLE", "TITLE", "", "PLACE"])
    ['B-TITLE', 'I-TITLE', 'O', 'B-PLACE']
    """
    return [
        f"{'I' if at and labels[at - 1] == one else 'B'}-{one}" if one else "O"
        for at, one in enumerate(labels)
    ]


def train_rules(samples: Sequence[Sample], _: Budget) -> Iterator[Trained]:
    """Rules on whole segments of lines; the two thresholds are those that do best on the samples."""

    def right(least: tuple[int, ...]) -> float:
        scores = score_labels([(one.labels, tag_by_rules(one, least[0], least[1])) for one in samples])
        return together(scores, RULED).f1

    title, company = max(product((1, 2, 3, 4), (1, 2, 3, 4)), key=right)
    about = f"title from {title}/4, company from {company}/4"
    yield Trained("rules", lambda sample: tag_by_rules(sample, title, company), about)


def tag_by_rules(sample: Sample, title: int, company: int) -> list[str]:
    """Segments as places, titles and companies of at least this likeness, in quarters."""
    labels: list[str] = []
    for sketch in sample.sketches:
        known = ["O"] * len(sketch.words)
        for segment in [] if sketch.line.bullet or sketch.kind.endswith("#") else sketch.segments:
            inside = [n for n, w in enumerate(sketch.words) if segment.start <= w.start < segment.end]
            label = _rule(segment, title, company, sketch.kind in _EMPLOYED)
            for number, one in zip(inside, joined([label] * len(inside)), strict=True):
                known[number] = one
        labels += known
    return labels


def _rule(segment: Segment, title: int, company: int, employed: bool) -> str:
    if segment.place:
        return "PLACE"
    if not employed:
        return ""
    if segment.title >= title and segment.title >= segment.company:
        return "TITLE"
    return "COMPANY" if segment.company >= company else ""


def together(scores: Sequence[Score], labels: Sequence[str], name: str = "") -> Score:
    """The score of some labels as one."""
    some = [one for one in scores if one.label in labels]
    return Score(
        name,
        sum(one.right for one in some),
        sum(one.labelled for one in some),
        sum(one.found for one in some),
    )
