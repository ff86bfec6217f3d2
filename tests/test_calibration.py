from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cpo_screen.calibration import (
    Calibration,
    Decision,
    InvalidDecisions,
    WeightChange,
    calibrate,
    parse_decisions,
    propose_criteria,
    read_decisions,
)
from cpo_screen.calibration.fitting import Samples, _loss, fit_weights, score
from cpo_screen.criteria import Criteria, load_criteria, parse_criteria
from cpo_screen.criteria.yaml_tree import read_yaml_tree
from cpo_screen.errors import UsageError
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import CriterionResult, GateResult, Scorecard
from cpo_screen.resources import resource_path
from cpo_screen.scoring import score_profile
from profile_builder import build_profile

GOLD = Path(__file__).parent / "gold"
CRITERIA = load_criteria()
TEXT = resource_path("criteria.yaml").read_text(encoding="utf-8")
FEW = """
criteria:
  years: {kind: product_experience, weight: 40, years: {full: 10}}
  ladder: {kind: ladder, weight: 30, levels: {vp: 100}}
  degrees: {kind: graduate_degrees, weight: 20, degrees: {MBA: 100}}
  team: {kind: team_size, weight: 10, people: {full: 50}}
"""


def made_cards(number: int, seed: int, criteria: Criteria, unknown: float = 0.15) -> list[Scorecard]:
    """Scorecards with random shares, some criteria unknown."""
    chances = random.Random(seed)
    base = score_profile(build_profile({}), criteria)
    cards = []
    for at in range(number):
        results = tuple(
            made_result(one, each.weight, None if chances.random() < unknown else chances.random())
            for one, each in zip(base.results, criteria.criteria, strict=True)
        )
        sha256 = hashlib.sha256(f"{seed} {at}".encode()).hexdigest()
        profile = build_profile({"file": f"cvs/{at}.pdf", "sha256": sha256, "name": f"Person {at}"})
        cards.append(replace(base, profile=profile, results=results, gates=(), review=()))
    return cards


def made_result(result: CriterionResult, weight: float, share: float | None) -> CriterionResult:
    points = weight * (share or 0.0)
    high = weight if share is None else points
    return replace(result, weight=weight, points=points, low=points, high=high, counted=share is not None)


def total(card: Scorecard, weights: Sequence[float]) -> float:
    """The score by other weights, worked out the plain way."""
    known = [(one, w) for one, w in zip(card.results, weights, strict=True) if one.counted]
    whole = sum(w for _, w in known)
    return sum(w * one.points / one.weight for one, w in known) / whole if whole else 0.0


def decide(cards: Sequence[Scorecard], liking: Sequence[float]) -> list[Decision]:
    """Say yes to the half with the higher liking."""
    middle = sorted(liking)[len(liking) // 2]
    return [
        decision(card.profile.source.path, like >= middle, at)
        for at, (card, like) in enumerate(zip(cards, liking, strict=True), 2)
    ]


def decision(file: str, is_yes: bool, line: int = 2) -> Decision:
    return Decision(line, file, None, float(is_yes), "yes" if is_yes else "no")


class TestReading:
    @pytest.mark.parametrize(
        ("table", "marks"),
        [
            ("file,decision\na.pdf,yes\nb.pdf,No\n", [1, 0]),
            ("Datei;Entscheidung\na.pdf;Ja\nb.pdf;nein.\n", [1, 0]),
            ("Fichier\tDécision\na.pdf\tOui\nb.pdf\tnon\n", [1, 0]),
            ("Archivo;Decisión\na.pdf;Sí\nb.pdf;no\n", [1, 0]),
            ("ficheiro,decisão\na.pdf,sim\nb.pdf,não\n", [1, 0]),
            ("bestand,beslissing\na.pdf,ja\nb.pdf,nee\n", [1, 0]),
            ('file,mark\na.pdf,5\nb.pdf,"3,5"\nc.pdf,1/5\nd.pdf,\n', [5, 3.5, 1, None]),
            ("\n\nage,File Name,Yes / No\n51,a.pdf,✓\n\n29,b.pdf,✗\n", [1, 0]),
        ],
    )
    def test_languages_separators_and_marks(self, table: str, marks: list[float | None]) -> None:
        read = parse_decisions(table.encode())
        assert [one.mark for one in read] == marks
        assert [one.file for one in read] == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"][: len(marks)]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_encodings(self, encoding: str) -> None:
        table = "name;décision\nZoë Müller-Lüdenscheidt;oui\nJosé Ibáñez;non\n"
        first, second = parse_decisions(table.encode(encoding))
        assert (first.name, first.mark) == ("Zoë Müller-Lüdenscheidt", 1.0)
        assert (second.name, second.mark) == ("José Ibáñez", 0.0)

    def test_nothing_but_its_columns_is_used(self) -> None:
        bare = parse_decisions(b"file,decision\na.pdf,yes\nb.pdf,no\n")
        full = parse_decisions(b"sex,file,age,decision,photo\nf,a.pdf,33,yes,x\nm,b.pdf,61,no,y\n")
        assert bare == full

    def test_a_ranking_with_one_more_column_can_be_used(self) -> None:
        table = "rank,tier,score,name,file,decision\r\n1,strong,90,'=Ann,cvs/a.pdf,yes\r\n"
        (one,) = parse_decisions(b"\xef\xbb\xbf" + table.encode())
        assert (one.line, one.file, one.name, one.mark) == (2, "cvs/a.pdf", "=Ann", 1.0)

    def test_every_mistake_has_its_line(self) -> None:
        table = 'file,note,decision\na,"two\nlines",yes\nb,,perhaps\n\n,,no\nc,,7\nd,,0\n'
        with pytest.raises(InvalidDecisions) as error:
            parse_decisions(table.encode(), "mine.csv")
        assert [line for line, _ in error.value.mistakes] == [4, 6, 7, 8]
        assert 'mine.csv:4: "perhaps" is neither yes or no' in str(error.value)

    def test_marks_among_yes_and_no_are_not_guessed(self) -> None:
        with pytest.raises(InvalidDecisions, match='csv:3: "4" stands among yes and no'):
            parse_decisions(b"file,decision\na,yes\nb,4\nc,no\n")

    @pytest.mark.parametrize(
        ("table", "message"),
        [
            ("who,decision\na,yes\n", "who was decided about"),
            ("file,age\na,33\n", "what was decided"),
            ("file,decision,mark\na,yes,5\n", '"decision" and "mark" could all be the mark'),
            ("file,decision\n", "no decision below"),
            ("", "who was decided about"),
            ('file,decision\na,"yes' + "x" * 200_000, "neither yes|no CSV"),
        ],
    )
    def test_what_is_no_table_of_decisions(self, table: str, message: str) -> None:
        with pytest.raises(InvalidDecisions, match=message):
            parse_decisions(table.encode())

    def test_files_that_cannot_be_read(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="no such file"):
            read_decisions(tmp_path / "none.csv")
        (tmp_path / "book.csv").write_bytes(b"PK\x03\x04rest")
        with pytest.raises(UsageError, match="save it as CSV"):
            read_decisions(tmp_path / "book.csv")

    def test_no_word_says_yes_and_no(self) -> None:
        words = load_lexicon("decisions")
        for lists in ([words["yes"], words["no"]], list(words["columns"].values())):
            flat = [word for each in lists for word in each]
            assert all(isinstance(word, str) for word in flat)
            assert len(flat) == len(set(flat))


class TestMatching:
    FILES = ("cvs/Ann Lee.pdf", "cvs/old/cv.pdf", "cvs/new/cv.pdf", "x/bo.docx")
    NAMES = ("Ann Lee", "Cy Day", "Cy Day", "Bo Ek")

    def cards(self) -> list[Scorecard]:
        records = [
            {"file": file, "name": name, "sha256": f"{at}" * 64, "positions": [{"title": "VP Product"}]}
            for at, (file, name) in enumerate(zip(self.FILES, self.NAMES, strict=True))
        ]
        return [score_profile(build_profile(record), CRITERIA) for record in records]

    def unused(self, *rows: str) -> list[tuple[int, str]]:
        table = "file;name;decision\n" + "\n".join(rows)
        found = calibrate(parse_decisions(table.encode()), self.cards(), CRITERIA)
        return [(one.decision.line, one.reason) for one in found.unused]

    def test_paths_and_names_in_other_ways_of_writing(self) -> None:
        assert self.unused("cvs\\ann  lee.PDF;;yes", "./old/cv.pdf;;no", ";BO EK;yes") == []

    def test_what_cannot_be_told_is_told(self) -> None:
        rows = ("gone.pdf;;yes", "cv.pdf;;no", ";Cy Day;no", "bo.docx;;yes", "bo.docx;;", ";Dee;no")
        assert self.unused(*rows) == [
            (2, "unknown"), (3, "several"), (4, "several"), (6, "open"), (7, "unknown"),
        ]  # fmt: skip

    def test_contradictions_are_left_out_and_repetitions_count_once(self) -> None:
        rows = ("bo.docx;;yes", ";Bo Ek;no", "ann lee.pdf;;no", ";Ann Lee;no")
        assert self.unused(*rows) == [(2, "contradictory"), (3, "contradictory"), (5, "repeated")]

    def test_the_messages_name_the_files(self) -> None:
        found = calibrate(parse_decisions(b"file,decision\ncv.pdf,yes\n"), self.cards(), CRITERIA)
        assert found.unused[0].message.startswith(
            'line 2: "cv.pdf" fits 2 candidates (cvs/old/cv.pdf, cvs/'
        )


class TestFitting:
    def samples(self, number: int = 30, seed: int = 1) -> Samples:
        chances = np.random.default_rng(seed)
        counted = (chances.random((number, 6)) > 0.2).astype(float)
        mark = chances.integers(1, 4, number).astype(float)
        weights = np.array([0.3, 0.2, 0.2, 0.2, 0.1, 0.0])
        is_last = chances.random(number) < 0.2
        return Samples(chances.random((number, 6)) * counted, counted, mark, is_last, weights)

    def test_the_gradient_is_the_losss(self) -> None:
        from scipy.optimize import check_grad

        samples = self.samples()
        better, worse = np.nonzero(samples.mark[:, None] > samples.mark[None, :])
        arguments = (samples, (better, worse), np.arange(5))
        at = np.array([0.2, 0.5, -0.4, 0.1, 0.0, -0.3])
        off = check_grad(lambda x: _loss(x, *arguments)[0], lambda x: _loss(x, *arguments)[1], at)
        assert off < 1e-5 * np.linalg.norm(_loss(at, *arguments)[1])

    def test_weights_are_a_sum_of_one_and_a_zero_stays(self) -> None:
        samples = self.samples()
        weights = fit_weights(samples, np.arange(30))
        assert (weights[:5] > 0).all()
        assert weights[5] == 0
        assert weights.sum() == pytest.approx(1)

    def test_the_score_is_the_rankings(self) -> None:
        records = map(json.loads, (GOLD / "gold.jsonl").read_text(encoding="utf-8").splitlines())
        cards = [score_profile(build_profile(record), CRITERIA) for record in records]
        from cpo_screen.calibration.fitting import read_samples
        from cpo_screen.calibration.matching import Decided

        decided = [Decided(card, decision("a", True), 1.0) for card in cards]
        samples = read_samples(decided, CRITERIA)
        scores = 100 * score(samples, samples.weights)
        assert scores.tolist() == pytest.approx([card.total for card in cards], abs=0.15)


class TestLearning:
    CRITERIA = parse_criteria(FEW)
    LIKED = (10, 10, 20, 60)

    def test_a_known_change_of_weights_is_recovered(self) -> None:
        cards = made_cards(120, 1, self.CRITERIA)
        liking = [total(card, self.LIKED) for card in cards]
        found = calibrate(decide(cards, liking), cards, self.CRITERIA)
        new = {one.criterion: one.new for one in found.changes}
        assert new["team"] > 40
        assert new["years"] < 20
        assert new["ladder"] < 20
        assert sum(new.get(each.id, each.weight) for each in self.CRITERIA.criteria) == pytest.approx(100)
        assert found.changes[0].criterion == "team"
        assert found.gain is not None
        assert found.gain.low > 0.1

    def test_the_order_of_others_comes_nearer_as_well(self) -> None:
        cards = made_cards(120, 1, self.CRITERIA)
        found = calibrate(decide(cards, [total(c, self.LIKED) for c in cards]), cards, self.CRITERIA)
        new = {one.criterion: one.new for one in found.changes}
        weights = [new.get(each.id, each.weight) for each in self.CRITERIA.criteria]
        others = made_cards(300, 2, self.CRITERIA)
        liked = [total(card, self.LIKED) for card in others]
        assert np.corrcoef(liked, [total(card, weights) for card in others])[0, 1] > 0.95
        assert np.corrcoef(liked, [total(card, (40, 30, 20, 10)) for card in others])[0, 1] < 0.75

    def test_noise_proposes_nothing(self) -> None:
        for seed in range(8):
            cards = made_cards(40, seed, self.CRITERIA)
            chances = random.Random(seed)
            found = calibrate(
                decide(cards, [chances.random() for _ in cards]), cards, self.CRITERIA, seed=seed
            )
            assert found.changes == ()
            assert "nothing is proposed" in found.reason

    def test_decisions_by_todays_weights_propose_nothing(self) -> None:
        cards = made_cards(60, 3, self.CRITERIA)
        liking = [total(card, (40, 30, 20, 10)) for card in cards]
        found = calibrate(decide(cards, liking), cards, self.CRITERIA)
        assert found.before is not None
        assert found.before.value > 0.998
        assert found.changes == ()
        assert found.misfits == ()

    @pytest.mark.parametrize(
        ("yes", "no", "reason"),
        [
            (5, 6, r"11 usable decisions \(5 yes, 6 no\); at least 12"),
            (17, 3, r"one-sided \(17 yes, 3 no\)"),
            (20, 0, "not two different ones"),
            (0, 0, "0 usable decisions"),
        ],
    )
    def test_too_few_or_one_sided(self, yes: int, no: int, reason: str) -> None:
        cards = made_cards(20, 4, self.CRITERIA)
        made = [decision(f"cvs/{at}.pdf", at < yes, at + 2) for at in range(yes + no)]
        found = calibrate(made, cards, self.CRITERIA)
        assert found.changes == ()
        assert found.after is None
        with pytest.raises(UsageError, match=reason):
            propose_criteria(FEW, found)

    def test_a_decision_that_nothing_explains_is_named(self) -> None:
        cards = made_cards(60, 5, self.CRITERIA, unknown=0)
        liking = [total(card, (40, 30, 20, 10)) for card in cards]
        made = decide(cards, liking)
        worst = liking.index(min(liking))
        made[worst] = decision(f"cvs/{worst}.pdf", True, worst + 2)
        found = calibrate(made, cards, self.CRITERIA)
        assert found.misfits[0].file == f"cvs/{worst}.pdf"
        assert found.misfits[0].share == 1
        assert (
            f'{worst}.pdf (line {worst + 2}): decided "yes", but stands below 100%'
            in found.misfits[0].message
        )

    def test_marks_the_wrong_way_round_are_noticed(self) -> None:
        cards = made_cards(60, 6, self.CRITERIA)
        liking = [-total(card, (40, 30, 20, 10)) for card in cards]
        found = calibrate(decide(cards, liking), cards, self.CRITERIA)
        assert found.changes == ()
        assert "run against the score" in found.reason

    def test_the_lines_order_and_the_persons_do_not_matter(self) -> None:
        cards = made_cards(60, 7, self.CRITERIA)
        made = decide(cards, [total(card, self.LIKED) for card in cards])
        first = calibrate(made, cards, self.CRITERIA)
        others = [
            replace(
                card, profile=build_profile({"file": c.source.path, "sha256": c.source.sha256, "name": "Z"})
            )
            for card in cards
            if (c := card.profile)
        ]
        again = calibrate(made[::-1], others[::-1], self.CRITERIA)
        assert first.changes
        assert (again.changes, again.before, again.after) == (first.changes, first.before, first.after)

    def test_what_a_must_have_explains_teaches_nothing(self) -> None:
        cards = made_cards(40, 8, self.CRITERIA)
        unmet = (GateResult("product", "Has held a product role", "not_met", "no", (), "last"),)
        cards = [replace(card, gates=unmet if at % 2 else ()) for at, card in enumerate(cards)]
        made = [decision(card.profile.source.path, not card.gates, at) for at, card in enumerate(cards, 2)]
        found = calibrate(made, cards, self.CRITERIA)
        assert found.before is not None
        assert found.before.value == 1
        assert found.changes == ()


class TestGold:
    """The gold profiles with a thoughtful recruiter's order of them."""

    def cards(self) -> tuple[list[Scorecard], dict[str, str]]:
        records = [json.loads(line) for line in (GOLD / "gold.jsonl").read_text("utf-8").splitlines()]
        cards = [score_profile(build_profile(record), CRITERIA) for record in records]
        return cards, {record["id"]: record["file"] for record in records}

    def table(self, files: dict[str, str]) -> bytes:
        judged = json.loads((GOLD / "ranking.json").read_text("utf-8"))
        rows = [f"{files[one['id']]},{'yes' if one['tier'] == 'strong' else 'no'}" for one in judged]
        return ("file,decision\n" + "\n".join(rows)).encode()

    def test_the_shipped_weights_agree_with_the_recruiter_already(self) -> None:
        cards, files = self.cards()
        found = calibrate(parse_decisions(self.table(files)), cards, CRITERIA)
        assert found.before is not None
        assert found.before.value > 0.9
        assert found.before.low <= found.before.value <= found.before.high
        assert (found.better + found.worse, found.unused) == (len(cards), ())
        assert found.changes == ()

    def test_poor_weights_are_led_back(self) -> None:
        poor = {
            "product_experience": 4,
            "product_leadership": 2,
            "ladder": 2,
            "programmes": 30,
            "network": 20,
        }
        lines = TEXT
        for name, weight in poor.items():
            old = next(each.weight for each in CRITERIA.criteria if each.id == name)
            head, block, rest = lines.partition(f"\n  {name}:\n")
            lines = head + block + rest.replace(f"    weight: {old:g}\n", f"    weight: {weight}\n", 1)
        criteria = parse_criteria(lines)
        records = [json.loads(line) for line in (GOLD / "gold.jsonl").read_text("utf-8").splitlines()]
        cards = [score_profile(build_profile(record), criteria) for record in records]
        _, files = self.cards()
        found = calibrate(parse_decisions(self.table(files)), cards, criteria)
        assert found.after is not None
        assert found.before is not None
        assert found.after.value > found.before.value
        new = {one.criterion: one.new for one in found.changes}
        assert new["programmes"] < 30
        assert new["ladder"] > 2
        anew = parse_criteria(propose_criteria(lines, found))
        assert sum(each.weight for each in anew.criteria) == pytest.approx(
            sum(each.weight for each in criteria.criteria)
        )


def calibration(text: str, **changes: tuple[float, float]) -> Calibration:
    moved = tuple(WeightChange(name.replace("__", "."), name, *pair) for name, pair in changes.items())
    return Calibration("", hashlib.sha256(text.encode()).hexdigest(), changes=moved)


class TestProposal:
    def test_only_numbers_change_and_say_what_they_were(self) -> None:
        made = calibration(TEXT, ladder=(15, 20), network=(4, 0.5), leadership__outcomes=(4, 2.5))
        new = propose_criteria(TEXT, made)
        pairs = [(a, b) for a, b in zip(TEXT.splitlines(), new.splitlines(), strict=True) if a != b]
        assert pairs == [
            ("    weight: 15", "    weight: 20  # was 15"),
            (
                '      outcomes:            {weight: 4, source: [L9], label: "Measurable growth"}',
                '      outcomes:            {weight: 2.5, source: [L9], label: "Measurable growth"}'
                "  # was 4",
            ),
            ("    weight: 4", "    weight: 0.5  # was 4"),
        ]
        weights = {each.id: each.weight for each in parse_criteria(new).criteria}
        old = {each.id: each.weight for each in CRITERIA.criteria}
        assert weights == old | {"ladder": 20, "network": 0.5, "leadership.outcomes": 2.5}

    @pytest.mark.parametrize("ending", ["\n", "\r\n"])
    def test_other_ways_of_writing(self, ending: str) -> None:
        text = ending.join(
            [
                "criteria:",
                "  years: {kind: product_experience, years: {full: 10}, weight: 60} # mine, weight: 60",
                "  own:",
                "    kind: leadership",
                "    signals: {outcomes: 20, roadmap: {weight: 15.0, label: 'a # b'}, evangelism: 5}",
                "",
            ]
        )
        parse_criteria(text)
        made = calibration(text, years=(60, 50), own__outcomes=(20, 27.5), own__roadmap=(15, 17.5))
        lines = propose_criteria(text, made).split(ending)
        assert lines[1].endswith("weight: 50} # mine, weight: 60  # was 60")
        assert lines[4] == (
            "    signals: {outcomes: 27.5, roadmap: {weight: 17.5, label: 'a # b'}, evangelism: 5}"
            "  # was outcomes 20, roadmap 15"
        )

    def test_a_line_that_ends_within_a_text_takes_no_comment(self) -> None:
        text = FEW.replace(
            "{kind: ladder, weight: 30,", '{kind: ladder, weight: 30, label: "one\n    two",'
        )
        new = propose_criteria(text, calibration(text, ladder=(30, 35), degrees=(20, 15)))
        assert new.startswith("# ladder was 30; degrees was 20\n")
        data = read_yaml_tree(new, "").data["criteria"]
        assert (data["ladder"]["label"], data["ladder"]["weight"]) == ("one two", 35)

    def test_another_file_is_refused(self) -> None:
        with pytest.raises(UsageError, match="not the one"):
            propose_criteria(TEXT + "\n", calibration(TEXT, ladder=(15, 20)))

    def test_without_a_proposal_there_is_none(self) -> None:
        with pytest.raises(UsageError, match="no proposal"):
            propose_criteria(TEXT, calibration(TEXT))
