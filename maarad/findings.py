"""Faults of authors as values: each with its place, what is wrong and how to mend it.

Takes codes and places from the reading stages, gives `Finding` and `Report`. The one table of codes,
with texts in French, Arabic and English, is `words/findings.toml`. Nothing here raises or prints.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from maarad.words import read_area

SEVERITIES = ("error", "warning", "advice")
LONGEST_DETAIL = 1000
MOST_CHOICES, LIKELY_CHOICES, LONGEST_CHOICE = 30, 12, 100
"""Codes all named in a remedy; how many of more are, and the characters these are compared by."""

# What must not reach a terminal or a log as it is: controls, overrides of direction, halves of characters.
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault: `path` relative to the project, `line` and `column` from 1 (0: the whole file)."""

    path: str
    line: int
    column: int
    code: str
    field: str = ""
    details: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> str:
        """One of `SEVERITIES`, as the table of codes says."""
        return str(codes()[self.code]["severity"])

    def problem(self, language: str) -> str:
        """Say what is wrong, in one sentence."""
        return self._text("problem", language)

    def remedy(self, language: str) -> str:
        """Say how to mend it; the near miss comes first, as the line to write where it is one."""
        text = self._text("remedy", language)
        near = dict(self.details).get("near")
        if not near:
            return text
        if "meant" in codes()[self.code] and not self.path.endswith(".csv"):
            key = self.field.rpartition(".")[2]
            return str(codes()[self.code]["meant"][language]).format(key=key, near=near) + " " + text
        return str(codes()["did-you-mean"]["remedy"][language]).format(near=near) + " " + text

    def text(self, language: str) -> str:
        """Say what is wrong and how to mend it."""
        return f"{self.problem(language)} {self.remedy(language)}"

    def as_json(self, language: str) -> dict[str, Any]:
        """Give the members `check --format json` prints."""
        return {
            "code": self.code,
            "severity": self.severity,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "field": self.field,
            "problem": self.problem(language),
            "remedy": self.remedy(language),
        }

    def _text(self, part: str, language: str) -> str:
        template = str(codes()[self.code][part][language])
        return template.format_map({"field": self.field, "path": self.path, **dict(self.details)})


def codes() -> Mapping[str, Any]:
    """Give the table of codes: {code: {"severity", "problem": {lang: text}, "remedy": {lang: text}}}."""
    return read_area("findings")


def finding(code: str, path: str, place: object = None, field: str = "", **details: object) -> Finding:
    """Make a finding; `place` is anything that knows its `line` and `column` (None: the whole file)."""
    line, column = getattr(place, "line", 0), getattr(place, "column", 0)
    told = tuple((key, printable(str(value))) for key, value in sorted(details.items()))
    return Finding(printable(path), line, column, code, printable(field), told)


def printable(text: str) -> str:
    """Give a text as it may be shown anywhere: one line, no control characters, cut when very long."""
    shown = UNPRINTABLE.sub("\ufffd", " ".join(text.split()) if "\n" in text else str(text))
    return shown if len(shown) <= LONGEST_DETAIL else shown[: LONGEST_DETAIL - 1] + "…"


def near_miss(written: str, names: Mapping[str, str]) -> str:
    """Give the code whose name comes nearest to what was written, or "".

    `names` maps every known spelling (codes, names in each language, in lower case) to its code.
    """
    spelling = _folded(written)
    names = {_folded(name): code for name, code in names.items()}
    if spelling in names:
        return names[spelling]
    holding = {code for name, code in names.items() if spelling in re.split(r"[\s-]+", name)}
    if len(holding) == 1:  # "poterie" for "poterie et céramique"
        return holding.pop()
    found = difflib.get_close_matches(spelling, names, n=1, cutoff=0.7)
    return names[found[0]] if found else ""


def name_choices(written: str, names: Mapping[str, str]) -> str:
    """Name what could be meant: all codes of a short list; of a long one those most like it, and "…"."""
    codes = sorted(set(names.values()))
    if len(codes) <= MOST_CHOICES:
        return ", ".join(codes)
    return ", ".join(
        [*difflib.get_close_matches(written[:LONGEST_CHOICE], codes, LIKELY_CHOICES, cutoff=0), "…"]
    )


def _folded(text: str) -> str:
    """Give a spelling without capitals and accents, so that "Fes" is "Fès"."""
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one run, in order of path and line."""

    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Report:
        """Sort findings and drop the repeated."""
        return cls(tuple(sorted(set(findings))))

    def counts(self) -> dict[str, int]:
        """Count findings by severity, every severity named."""
        found = Counter(item.severity for item in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    def blocks(self, strict: bool = False) -> bool:
        """Tell whether the build must stop: on errors, and when strict on warnings too."""
        counts = self.counts()
        return counts["error"] > 0 or (strict and counts["warning"] > 0)


def format_text(report: Report, language: str) -> str:
    """Write findings for a terminal: a block each, then the counts."""
    blocks = []
    for item in report.findings:
        place = ":".join(str(part) for part in (item.path, item.line, item.column) if part)
        name = codes()["summary"][item.severity][language]
        field = f" · {item.field}" if item.field else ""
        blocks.append(
            f"{place}{field}\n  {name}: {item.problem(language)}\n  → {item.remedy(language)} [{item.code}]\n"
        )
    return "\n".join([*blocks, summary(report, language)])


def summary(report: Report, language: str) -> str:
    """Say in one line how many findings there are, by severity."""
    counts = report.counts()
    if not report.findings:
        return str(codes()["summary"]["none"][language])
    return str(codes()["summary"]["counts"][language]).format_map(counts)


def format_json(report: Report, language: str) -> str:
    """Write {"findings": […], "counts": {…}} as indented JSON."""
    data = {"findings": [item.as_json(language) for item in report.findings], "counts": report.counts()}
    return json.dumps(data, ensure_ascii=False, indent=2)


def format_github(report: Report, language: str) -> str:
    """Write findings as workflow commands that put them beside the line of the pull request."""
    level = {"error": "error", "warning": "warning", "advice": "notice"}
    lines = []
    for item in report.findings:
        text = _escape_command(item.text(language))
        path = _escape_command(item.path).replace(",", "%2C").replace(":", "%3A")
        lines.append(
            f"::{level[item.severity]} file={path},line={max(item.line, 1)},title={item.code}::{text}"
        )
    return "\n".join(lines)


def _escape_command(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def format_markdown(report: Report, language: str) -> str:
    """Write findings as a Markdown table, for a comment or a job summary."""
    heads = codes()["summary"]["heads"][language].split("|")
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    for item in report.findings:
        told = (_escape_cell(text) for text in (item.problem(language), item.remedy(language)))
        cells = (_code_cell(f"{item.path}:{item.line}"), _code_cell(item.field), *told)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join([*lines, "", summary(report, language)])


def _escape_cell(text: str) -> str:
    """Keep what an author wrote from being read as mark-up: a picture, a link, a mention, a further cell."""
    return re.sub(r"([\\`*_\[\]|~])", r"\\\1", text).replace("<", "&lt;").replace("@", "&#64;")


def _code_cell(text: str) -> str:
    return text and "`" + text.replace("`", "'").replace("|", "\\|") + "`"


FORMATS = {"text": format_text, "json": format_json, "github": format_github, "markdown": format_markdown}
