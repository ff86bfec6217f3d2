"""The README knows every command, option, column and exit code, and what it links to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import cpo_screen
from cpo_screen.cli import main
from cpo_screen.criteria import load_criteria
from cpo_screen.errors import ExitCode
from cpo_screen.exports import ledger
from cpo_screen.exports.csv import columns

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group: click.Group, before: str = "cpo-screen") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}", command


COMMANDS = dict(commands(main))
OPTIONS = sorted(
    {
        option
        for command in COMMANDS.values()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"`{command}" in README


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_documented(option: str) -> None:
    assert re.search(rf"^\| .*`{option}[ `]", README, re.MULTILINE)


@pytest.mark.parametrize("column", [*columns(()), *ledger.COLUMNS])
def test_every_column_is_documented(column: str) -> None:
    assert f"`{column}`" in README


@pytest.mark.parametrize("code", [int(code) for code in ExitCode])
def test_every_exit_code_is_documented(code: int) -> None:
    assert re.search(rf"^\| {code} \|", README, re.MULTILINE)


@pytest.mark.parametrize("criterion", [one.id for one in load_criteria().criteria])
def test_every_criterion_is_traced_to_a_finding(criterion: str) -> None:
    assert f"`{criterion}`" in README


@pytest.mark.parametrize("finding", sorted({s for one in load_criteria().criteria for s in one.source}))
def test_every_finding_is_explained(finding: str) -> None:
    assert f"| {finding} |" in README


@pytest.mark.parametrize("target", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_the_two_commands_stand_at_the_top() -> None:
    top = README[:500]
    assert "make demo" in top
    assert "make test" in top


def test_names_used_from_python_exist() -> None:
    used = set(re.findall(r"cpo_screen\.(\w+)\(", README))
    assert used
    assert used <= set(cpo_screen.__all__)


def test_no_place_is_left_open() -> None:
    blocks = re.findall(r"<!-- begin (\w+) -->\n(.*?)<!-- end (\w+) -->", README, re.DOTALL)
    assert {begin for begin, _, _ in blocks} == {"demo", "explain", "team", "years", "degree"}
    assert all(begin == end and text.strip() for begin, text, end in blocks)
    assert len(re.findall("<!--", README)) == 2 * len(blocks)
