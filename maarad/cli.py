"""The command line: `maarad [build|check|serve|kit|new|release|diff]`.

Takes arguments, the environment and the clock, gives an exit code: 0 right, 1 findings that block,
2 the operator's situation, 70 our own fault. The only module that prints.
"""

from __future__ import annotations

import argparse
import datetime
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from maarad import pipeline
from maarad.arguments import make_parser, one_of
from maarad.config import DEFAULT_LOCALE, LOCALES, Config
from maarad.errors import EngineError, UsageError
from maarad.findings import FORMATS, Report
from maarad.packages.accounts import as_json, tell
from maarad.packages.releases import settle_releases
from maarad.packages.releasing import Look, difference_between, plan_release, release, tell_plan
from maarad.reading.tables import Tables
from maarad.scaffold import create_listing
from maarad.serving.server import serve
from maarad.words import Words, words_for

RIGHT, BLOCKED, SITUATION, OUR_FAULT = 0, 1, 2, 70
STAGES = (
    "reading",
    "photos",
    "checking",
    "validating",
    "layout",
    "kit",
    "pages",
    "search",
    "links",
    "publishing",
)
FOLDERS = {"kit": "kit"}
"""Where commands write in the project, if not into the folder of the portal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    language = _asked(given) or _language(os.environ)
    try:
        options = make_parser().read(given)
        return COMMANDS[options.command](_config(options, language), options, words_for(language))
    except EngineError as error:
        _tell(error, language)
        return SITUATION
    except BrokenPipeError:  # who read us has gone: `maarad check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SITUATION
    except KeyboardInterrupt:
        return SITUATION


def _tell(error: EngineError, language: str) -> None:
    print(words_for(language)("cli.situation") + error.text(language), file=sys.stderr)


def run() -> NoReturn:
    """Run as a program: an exception nobody foresaw prints its traceback and exits 70."""
    sys.excepthook = _our_fault
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without Arabic shows "?", and is no fault
            stream.reconfigure(errors="replace")
    sys.exit(main())


def _our_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> NoReturn:
    traceback.print_exception(kind, error, trace)
    raise SystemExit(OUR_FAULT)


def _asked(arguments: Sequence[str]) -> str:
    """Give the language of `--lang` before the arguments are read: what is wrong with them is told in it."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    asked = [word for option, word in pairwise(words) if option == "--lang" and word in LOCALES]
    return asked[-1] if asked else ""


def _language(environment: os._Environ[str]) -> str:
    """Give the language of messages from the system's locale, French when it is none of ours."""
    named = next((environment[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(key)), "")
    return named[:2] if named[:2] in LOCALES else DEFAULT_LOCALE


def _config(options: argparse.Namespace, language: str) -> Config:
    project = options.project.resolve()
    if not project.is_dir():
        raise UsageError("project-missing", folder=options.project)
    if options.jobs < 1:
        raise UsageError("jobs-too-few", jobs=options.jobs)
    profiles = os.environ.get("MAARAD_PROFILES")
    return Config(
        project=project,
        output=(options.output or project / FOLDERS.get(options.command, "site")).absolute(),
        now=_today(os.environ),
        strict=options.strict,
        language=language,
        jobs=options.jobs,
        profiles=Path(profiles).resolve() if profiles else None,
        preview=options.preview,
        kit=options.kit,
    )


def _today(environment: os._Environ[str]) -> datetime.date:
    """Give the day of the build: SOURCE_DATE_EPOCH when it is set, else today, both in UTC."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    try:
        utc, clock = datetime.UTC, datetime.datetime
        return (clock.fromtimestamp(int(epoch), utc) if epoch else clock.now(utc)).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError("epoch-wrong", value=epoch) from None


def _check(config: Config, options: argparse.Namespace, words: Words) -> int:
    with _progress(words) as notify:
        report = pipeline.check(config, notify).report
    _print_report(report, config, options.format)
    return BLOCKED if report.blocks(config.strict) else RIGHT


def _build(config: Config, options: argparse.Namespace, words: Words) -> int:
    with _progress(words) as notify:
        built = pipeline.build(config, notify)
    if built.report.findings or options.format != "text":
        _print_report(built.report, config, options.format)
    if built.counts is None:
        print(words("cli.blocked"), file=sys.stderr)
        return BLOCKED
    counts = {name: words.number(count) for name, count in built.counts.items()}
    print(words("cli.published", output=config.output, **counts), file=sys.stderr)
    for package, count in built.edition.pending.items():
        if count:
            version = built.edition.versions[package]
            print(words("cli.pending", package=package, count=count, version=version), file=sys.stderr)
    return RIGHT


def _serve(config: Config, options: argparse.Namespace, words: Words) -> int:
    code = _build(config, options, words)
    if code != RIGHT and not config.output.is_dir():
        return code

    def rebuild() -> bool:
        print(words("cli.changed"), file=sys.stderr)
        try:
            return _build(config, options, words) == RIGHT
        except EngineError as error:
            _tell(error, config.language)
            return False

    print(words("cli.serving", address=f"http://127.0.0.1:{options.port}/"), file=sys.stderr)
    serve(config, rebuild, port=options.port)
    return RIGHT


def _kit(config: Config, options: argparse.Namespace, words: Words) -> int:
    with _progress(words) as notify:
        printed = pipeline.print_kit(config, (options.fair, options.region, options.seller), notify)
    if printed.report.findings or options.format != "text":
        _print_report(printed.report, config, options.format)
    if printed.count is None:
        print(words("cli.kit_blocked"), file=sys.stderr)
        return BLOCKED
    print(words("kit.made", count=printed.count, output=config.output), file=sys.stderr)
    return RIGHT


def _new(config: Config, options: argparse.Namespace, words: Words) -> int:
    for path in create_listing(config, options.name):
        print(words("cli.created", path=path.relative_to(config.project)))
    return RIGHT


def _release(config: Config, options: argparse.Namespace, words: Words) -> int:
    form = one_of("--format", ("text", "json"))(options.format)
    finished = [] if options.dry_run else settle_releases(config.project)
    for one in finished:
        print(words("cli.finished", package=one.package, version=one.version), file=sys.stderr)
    try:
        with _looking(config, words) as look:
            plan = plan_release(config, options.name, options.reason, look)
    except UsageError as error:
        if error.key == "release-needless" and options.name in {one.package for one in finished}:
            return RIGHT
        raise
    blocked = plan.report.blocks(config.strict)
    made = None
    if not blocked and not options.dry_run:
        with _looking(config, words) as look:
            made = release(config, plan, look)
    if isinstance(made, Report):
        plan, made = replace(plan, report=made), None
    text = json.dumps(plan.as_json(config.language), ensure_ascii=False, indent=2)
    print(text if form == "json" else tell_plan(plan, words))
    right = made is not None or (options.dry_run and not blocked)
    ended = "cli.released" if made else "cli.unwritten" if right else "cli.unreleased"
    print(words(ended, package=plan.package, version=plan.version), file=sys.stderr)
    return RIGHT if right else BLOCKED


def _diff(config: Config, options: argparse.Namespace, words: Words) -> int:
    form = one_of("--format", ("text", "json"))(options.format)
    package, old, new = [*options.words, "", "", ""][:3]
    with _looking(config, words) as look:
        difference = difference_between(config, package, old, new, look)
    if isinstance(difference, Report):
        _print_report(difference, config, options.format)
        return BLOCKED
    text = json.dumps(as_json(difference), ensure_ascii=False, indent=2)
    print(text if form == "json" else "\n".join(tell(difference, words)))
    return RIGHT


@contextmanager
def _looking(config: Config, words: Words) -> Iterator[Look]:
    """Lend a way to read and check the project that shows how far it is."""
    with _progress(words) as notify:

        def look() -> tuple[Tables, Report]:
            checked = pipeline.check(config, notify)
            return checked.tables, checked.report

        yield look


def _print_report(report: Report, config: Config, form: str) -> None:
    text = FORMATS[form](report, config.language)
    if text:
        print(text, flush=True)


@contextmanager
def _progress(words: Words) -> Iterator[Callable[[str], None]]:
    """Show the stages: a bar on a terminal, a plain line each elsewhere; always beside standard output."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda stage: print(words(f"cli.{stage}") + "…", file=sys.stderr, flush=True)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=len(STAGES))

        def notify(stage: str) -> None:
            progress.update(task, description=words(f"cli.{stage}"), completed=STAGES.index(stage))

        yield notify


COMMANDS: dict[str, Callable[[Config, argparse.Namespace, Words], int]] = {
    "build": _build,
    "check": _check,
    "serve": _serve,
    "kit": _kit,
    "new": _new,
    "release": _release,
    "diff": _diff,
}
