"""What one CV costs, on one core: the pipeline against bare readers, cold commands against bare imports."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from time import process_time

from files import middle_file
from processes import python, run, screen
from ratios import Measure, in_turns, ratio_by_file, ratio_of_medians

AS_OF = "2026-11"
Reader = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Warm:
    """What the warm pipeline took: the two measures, and milliseconds per CV of each stage."""

    measures: tuple[Measure, ...]
    stages: dict[str, float]


# --- warm ----------------------------------------------------------------------------------------


def measure_pipeline(pdfs: Sequence[Path], rounds: int) -> Warm:
    """Time reading to profile, pdfium's text and pdfminer's layout of each file: warm, by CPU, in turns."""
    import cpo_screen.preload  # noqa: F401 - as a worker begins: libraries, word lists, a first CV

    gc.freeze()  # as a worker does
    own, pdfium, pdfminer = _seconds(pdfs, (_whole_pipeline, _bare_pdfium, _bare_pdfminer), rounds)
    measures = (
        _against("pypdfium2's bare `get_text`", 8.0, own, pdfium),
        _against("pdfminer.six's `extract_pages`", 0.25, own, pdfminer),
    )
    return Warm(measures, _stages(pdfs, sum(own) / len(own)))


def _seconds(pdfs: Sequence[Path], readers: Sequence[Reader], rounds: int) -> list[list[float]]:
    """Return each reader's CPU seconds for each file: the median of the rounds, a first one left out."""
    taken: list[list[list[float]]] = [[[] for _ in pdfs] for _ in readers]
    for _ in range(rounds + 1):
        for number, path in enumerate(pdfs):
            for times, reader in zip(taken, readers, strict=True):
                begun = process_time()
                reader(path)
                times[number].append(process_time() - begun)
    return [[median(of_file[1:]) for of_file in times] for times in taken]


def _whole_pipeline(path: Path) -> object:
    from cpo_screen.pipeline import parse_file

    return parse_file(path, AS_OF)


def _bare_pdfium(path: Path) -> object:
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)
    texts = []
    for page in document:
        textpage = page.get_textpage()
        texts.append(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return texts


def _bare_pdfminer(path: Path) -> object:
    from pdfminer.high_level import extract_pages

    return list(extract_pages(path))


def _against(other: str, asked: float, own: Sequence[float], base: Sequence[float]) -> Measure:
    milliseconds = f"{median(own) * 1e3:.1f} ms against {median(base) * 1e3:.1f} ms"
    return Measure(
        f"whole pipeline per CV, warm, to {other}",
        asked,
        "at most",
        ratio_by_file(own, base),
        f"median of the files' ratios; median CV {milliseconds}; all together {sum(own) / sum(base):.2f}",
    )


def _stages(pdfs: Sequence[Path], seconds: float) -> dict[str, float]:
    """Share the CPU `seconds` of a CV among the stages by the pipeline's own watch: milliseconds."""
    from cpo_screen.documents.discover import FoundFile
    from cpo_screen.documents.options import ReadOptions
    from cpo_screen.pipeline import Task, parse_as_of, read_task

    spent: Counter[str] = Counter()
    for path in pdfs:
        task = Task(FoundFile(path, path.name), parse_as_of(AS_OF), ReadOptions())
        spent.update(read_task(task)[1])
    return {stage: seconds * 1e3 * own / spent.total() for stage, own in spent.most_common()}


# --- cold ----------------------------------------------------------------------------------------


def measure_cold_rank(pdfs: Sequence[Path], here: Path, rounds: int) -> list[Measure]:
    """Time the ranking of one CV, without a store and with a new one, against importing spaCy."""
    cv, stores = str(middle_file(pdfs)), count()
    rank = ["rank", cv, "--as-of", AS_OF, "--quiet", "-o", str(here / "one.csv")]
    own, stored, spacy = in_turns(
        (
            lambda: run(screen(*rank, "--no-store")).cpu,
            lambda: run(screen(*rank, "--store", str(here / f"{next(stores)}.sqlite"))).cpu,
            lambda: run(python("-c", "import spacy")).cpu,
        ),
        rounds,
        pairs=((0, 2), (1, 2)),
    )
    return [
        _cold("cold `rank` of one CV, `--no-store`, to `import spacy`", 1.5, own, spacy),
        _cold("cold `rank` of one CV, fresh store, to `import spacy`", 1.5, stored, spacy),
    ]


def measure_help(rounds: int) -> Measure:
    """Time `cpo-screen --help` against importing click."""
    own, click = in_turns(
        (lambda: run(screen("--help")).cpu, lambda: run(python("-c", "import click")).cpu),
        rounds,
        pairs=((0, 1),),
    )
    return _cold("`cpo-screen --help` to `import click`", 3.0, own, click)


def _cold(name: str, asked: float, own: Sequence[float], base: Sequence[float]) -> Measure:
    least = f"the shortest {min(own) * 1e3:.0f} against {min(base) * 1e3:.0f} ms"
    medians = f"median {median(own) * 1e3:.0f} against {median(base) * 1e3:.0f} ms"
    detail = f"CPU of all processes: {medians}, {least}; {len(own)} times"
    return Measure(name, asked, "at most", ratio_of_medians(own, base), detail)
