"""What may be written on the command line: commands, options, and what is wrong with others.

Takes the words of a command line, gives options by name, or a UsageError that says what was meant in the
operator's language.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from maarad import __version__
from maarad.config import LOCALES
from maarad.errors import UsageError
from maarad.findings import FORMATS

COMMANDS = {"build": 0, "check": 0, "serve": 0, "kit": 0, "new": 1, "release": 1, "diff": 3}
"""The commands, each with how many words may follow it."""

EXAMPLES = """examples:
  maarad                          build the portal of this folder into site/
  maarad check --lang ar          say what is wrong, in Arabic
  maarad check --format json      the same, for machines
  maarad build --output public    build into public/
  maarad serve                    build, show at http://127.0.0.1:8000/, build again on every change
  maarad kit --fair fair-2027     print the cards, stands and catalogue of a fair into kit/
  maarad new my-workshop/my-rug   begin a listing, with every field explained
  maarad release results --dry-run             say what a release would be
  maarad release results --reason "Why"        release, with the reason of a correction
  maarad diff results 1.0.0 1.1.0 --lang en    say what changed between two releases
"""


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments as a UsageError; argparse itself speaks English only."""

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Read the arguments into options."""
        try:
            options, unknown = self.parse_known_intermixed_args(arguments)
        except argparse.ArgumentError as error:  # words are refused by their `type`: what is left is a value
            name = str(error.argument_name)
            action = self._option_string_actions.get(name.partition("/")[0])
            flag = action is not None and action.nargs == 0
            raise UsageError("value-unexpected" if flag else "value-missing", option=name) from None
        for word in unknown:
            if word.startswith("-"):
                raise UsageError("option-unknown", option=word.partition("=")[0])
        if options.command not in COMMANDS:
            raise UsageError("command-unknown", value=options.command, choices=tuple(COMMANDS))
        if unknown or len(options.words) > COMMANDS[options.command]:
            beside = options.words[COMMANDS[options.command] :]
            raise UsageError("argument-unexpected", value=[*unknown, *beside][0])
        options.name = next(iter(options.words), "")
        return options

    def error(self, message: str) -> NoReturn:
        """Turn whatever else argparse refuses into a UsageError."""
        raise UsageError("arguments-wrong", reason=message)


def one_of(option: str, choices: Iterable[str]) -> Callable[[str], str]:
    """Make the reader of an option that takes one of a few words."""
    known = tuple(choices)

    def read(word: str) -> str:
        if word not in known:
            raise UsageError("choice-unknown", option=option, value=word, choices=known)
        return word

    return read


def _number(option: str) -> Callable[[str], int]:
    """Make the reader of an option that takes a whole number."""

    def read(word: str) -> int:
        try:
            return int(word)
        except ValueError:
            raise UsageError("number-expected", option=option, value=word) from None

    return read


def _braced(choices: Iterable[str]) -> str:
    return "{" + ",".join(choices) + "}"


def make_parser() -> Parser:
    """Make the parser of the command line."""
    parser = Parser(
        prog="maarad",
        description="Build a portal of programmes, results and products from data packages.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        exit_on_error=False,
    )
    add, form, lang = parser.add_argument, one_of("--format", FORMATS), one_of("--lang", LOCALES)
    jobs, port, cores = _number("--jobs"), _number("--port"), os.cpu_count() or 1
    add("command", nargs="?", metavar=_braced(COMMANDS), default="build", help="what to do (default: build)")
    add("words", nargs="*", metavar="name", help="new: seller/listing; release, diff: package [version ...]")
    add("--project", type=Path, default=Path(), metavar="DIR", help="folder of the project (default: .)")
    add("--output", type=Path, metavar="DIR", help="where to write (default: site, or kit)")
    add("--strict", action="store_true", help="warnings block too")
    add("--format", type=form, metavar=_braced(FORMATS), default="text", help="how findings are printed")
    add("--lang", type=lang, metavar=_braced(LOCALES), help="language of messages (default: the system's)")
    add("--jobs", type=jobs, default=cores, metavar="N", help="processes (default: all cores)")
    add("--preview", action="store_true", help="for build, serve: show figures that are not released yet")
    add("--kit", action="store_true", help="for build, serve: make the fair kit too (PDF to print)")
    add("--fair", default="", metavar="ID", help="for kit: only what this fair needs")
    add("--region", default="", metavar="NAME", help="for kit: only the catalogue of this region")
    add("--seller", default="", metavar="NAME", help="for kit: only this seller's sheet and cards")
    add("--reason", default="", metavar="TEXT", help="for release: why published figures were corrected")
    add("--dry-run", action="store_true", help="for release: say what it would be, and write nothing")
    add("--port", type=port, default=8000, metavar="N", help="for serve: the port (default: 8000)")
    add("--version", action="version", version=f"maarad {__version__}")
    return parser
