"""A release planned and made: what would be released, at which version, and what stands in its way.

Takes a way to look at the project as it stands (tables that may be published, and the report on them), gives
a `Plan`; carries it out: the restatements are written, everything is looked at again, then it is frozen.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maarad.config import Config
from maarad.errors import UsageError
from maarad.findings import Report, format_text
from maarad.packages.accounts import as_json, count_rows, tell
from maarad.packages.descriptors import read_about, write_package
from maarad.packages.differences import Difference, compare, next_version
from maarad.packages.opaque import give_ids, make_opaque, without_demo, write_ids
from maarad.packages.releases import (
    Release,
    freeze_package,
    latest_release,
    read_releases,
    settle_releases,
)
from maarad.packages.reopening import State, read_state
from maarad.packages.restating import (
    Restated,
    cells_of,
    find_restated,
    restore_files,
    unexplained,
    untranslated,
    write_restatements,
)
from maarad.reading.tables import PACKAGES, Tables
from maarad.words import Words

Look = Callable[[], tuple[Tables, Report]]
"""Reads and checks the project as it stands."""

ANSWERED = "correction-unexplained"
"""The one finding that a reason settles."""


@dataclass(frozen=True)
class Plan:
    """What a release would be; `latest` is "" before the first, `report` what stands in its way.

    `untranslated` names each file the reason is written to, and its columns that stay empty.
    """

    package: str
    latest: str
    version: str
    difference: Difference
    restated: tuple[Restated, ...]
    report: Report
    reason: str
    untranslated: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def bump(self) -> str:
        """Give what the difference asks of the version; "" for the first release."""
        return self.difference.bump

    @property
    def lacks_reason(self) -> bool:
        """Tell whether a reason is all that is asked for."""
        errors = {one.code for one in self.report.findings if one.severity == "error"}
        return errors == {ANSWERED}

    def as_json(self, language: str) -> dict[str, Any]:
        """Give the plan as plain values."""
        restated = [
            {name: getattr(one, name) for name in ("programme", "value", "column", "old", "new")}
            for one in self.restated
        ]
        return {
            "package": self.package,
            "latest": self.latest,
            "version": self.version,
            "bump": self.bump,
            "reason": self.reason,
            "difference": as_json(self.difference),
            "restatements": restated,
            "findings": [item.as_json(language) for item in self.report.findings],
        }


def tell_plan(plan: Plan, words: Words) -> str:
    """Tell a plan in words: what stands in its way, the versions, what changed, what is restated or asked."""
    lines = [format_text(plan.report, words.locale)] if plan.report.findings else []
    if plan.version:
        key = f"bump_{plan.bump}" if plan.latest else "bump_first"
        lines.append(words(f"releases.{key}", package=plan.package, old=plan.latest, new=plan.version))
    if plan.difference:
        lines += tell(plan.difference, words)
    if plan.lacks_reason:
        lines.append(words("releases.reason_asked", package=plan.package))
    if plan.restated:
        count = count_rows("restatements", len(plan.restated), words)
        lines.append(words("releases.restating", what=count, reason=plan.reason))
        for file, columns in plan.untranslated:
            names = words("releases.join").join(columns)
            lines.append(words("releases.untranslated", file=file, columns=names))
    return "\n".join(lines)


def plan_release(config: Config, package: str, reason: str, look: Look) -> Plan:
    """Find out what a release would be. UsageError when there is no such package, or nothing to release."""
    _known(package)
    reason = " ".join(reason.split())
    releases, _ = read_releases(config.project)
    last = latest_release(releases, package)
    tables, report = look()
    report = _left_over(report, reason)
    if not _is_whole(report):
        return Plan(package, last.version if last else "", "", Difference(), (), report, reason)
    before = read_state(last.folder) if last else State({}, {})
    difference = compare(before, state_now(config, package, tables, releases)) if last else Difference()
    if last and not difference.bump:
        raise UsageError("release-needless", package=package, version=last.version)
    restated = _restated(config, before, tables) if package == "results" and reason else ()
    version = next_version(last.version if last else "", difference.bump)
    latest, empty = last.version if last else "", tuple(untranslated(config, restated))
    return Plan(package, latest, version, difference, restated, report, reason, empty)


def _known(package: str) -> None:
    if package not in PACKAGES:
        raise UsageError("package-unknown", package=package, choices=PACKAGES)


def _left_over(report: Report, reason: str) -> Report:
    """Leave out what the reason settles."""
    return Report.of(one for one in report.findings if not (reason and one.code == ANSWERED))


def _is_whole(report: Report) -> bool:
    """Tell whether the tables can be compared: nothing is wrong but what asks for a reason."""
    return all(one.severity != "error" or one.code == ANSWERED for one in report.findings)


def _restated(config: Config, before: State, tables: Tables) -> tuple[Restated, ...]:
    """List the corrections that are to be restated with a reason, computed values too."""
    if "values" not in before.resources:
        return ()
    told = cells_of(tables["restatements"])
    restated = unexplained(
        find_restated(before.resources["values"], cells_of(tables["values"])), told.values()
    )
    for one in restated:
        if (one.programme, one.value, one.column, config.now.isoformat()) in told:
            raise UsageError("restated-today", value=one.value, programme=one.programme, date=config.now)
    return tuple(restated)


def state_now(config: Config, package: str, tables: Tables, releases: Sequence[Release]) -> State:
    """Give a package as it would be released now."""
    if package == "products":
        tables = make_opaque(tables, give_ids(config.project, tables, releases))
    tables = without_demo(tables)
    about = read_about(config.project)[package]
    with tempfile.TemporaryDirectory(prefix="maarad-") as folder:
        write_package(Path(folder), package, tables, about, version="0.0.0", created=config.now)
        return read_state(Path(folder))


def state_of(config: Config, package: str, version: str) -> State:
    """Give a released version of a package, the latest for ""; UsageError when there is none."""
    _known(package)
    releases = [release for release in read_releases(config.project)[0] if release.package == package]
    if not releases:
        raise UsageError("release-none", package=package)
    found = {release.version: release for release in releases}
    wanted = version or releases[-1].version
    if wanted not in found:
        raise UsageError("version-unknown", package=package, version=wanted, choices=tuple(found))
    return read_state(found[wanted].folder)


def difference_between(config: Config, package: str, old: str, new: str, look: Look) -> Difference | Report:
    """Compare two versions of a package ("": the latest, and the data as they stand).

    Gives the report when the data as they stand cannot be compared.
    """
    before = state_of(config, package, old)
    if new:
        return compare(before, state_of(config, package, new))
    tables, report = look()
    if not _is_whole(report):
        return report
    return compare(before, state_now(config, package, tables, read_releases(config.project)[0]))


def release(config: Config, plan: Plan, look: Look) -> Release | Report:
    """Carry out a plan; give the report instead when what was written for it does not pass.

    Cut off at any moment, it can be run again: restatements that stand are not written a second time.
    """
    settle_releases(config.project)
    before = write_restatements(config, plan.restated, plan.reason)
    tables, report = look()
    if report.blocks(config.strict):
        restore_files(before)
        return report
    if plan.package == "products":
        opaque = give_ids(config.project, tables, read_releases(config.project)[0])
        write_ids(config.project, opaque.new)
        tables = make_opaque(tables, opaque)
    return freeze_package(config, without_demo(tables), plan.package, plan.version)
