from __future__ import annotations

from argparse import ArgumentParser

import pytest

from tests.benchmark.command import command_line, measure, positive, write_if_whole
from tests.benchmark.result import Row, amount

MEASUREMENTS = {name: lambda count, name=name: [amount(name, count)] for name in ("first", "second", "third")}


@pytest.fixture
def parser() -> ArgumentParser:
    line = command_line("tests.made_up", "", MEASUREMENTS)
    line.add_argument("--count", type=positive, default=3)
    return line


def rows(parser: ArgumentParser, *words: str) -> list[Row]:
    """Return the rows of a command line."""
    options = parser.parse_args(words)
    return measure(MEASUREMENTS, options.count, options.only)


def test_what_is_named_is_measured_in_the_order_of_the_table(
    parser: ArgumentParser, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rows(parser) == [amount("first", 3), amount("second", 3), amount("third", 3)]
    capsys.readouterr()
    assert rows(parser, "--only", "third,first", "--count", "5") == [amount("first", 5), amount("third", 5)]
    printed = capsys.readouterr().out
    assert (printed.count("| first "), printed.count("| second ")) == (1, 0)


@pytest.mark.parametrize(
    ("words", "is_written"),
    [("", True), ("--only first", False), ("--count 5", False), ("--artifacts ws", False), ("--no-write", False)],
)
def test_only_what_was_measured_as_the_table_says_is_written(
    parser: ArgumentParser, words: str, is_written: bool
) -> None:
    written: list[bool] = []
    write_if_whole(parser, parser.parse_args(words.split()), lambda: written.append(True))
    assert bool(written) == is_written


@pytest.mark.parametrize("words", ["--only fourth", "--count 0", "--count many"])
def test_what_cannot_be_measured_is_refused(
    parser: ArgumentParser, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parser.parse_args(words.split())
    assert words.split(maxsplit=1)[0] in capsys.readouterr().err
