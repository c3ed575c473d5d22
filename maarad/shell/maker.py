"""The program that runs MkDocs, in a process of its own: a job as JSON on the input, messages on the output.

It is run by path, so it imports nothing of `maarad`; it is the only file that imports MkDocs. Another
maker that reads the same `mkdocs.yml` and templates can replace it by taking the same job.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.utils.yaml import yaml_load


class Messages(logging.Handler):
    """Keeps what MkDocs warns of, as texts."""

    def __init__(self) -> None:
        """Start with no message; take warnings and worse."""
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.texts.append(record.getMessage())


def load_config(job: dict[str, Any]) -> tuple[MkDocsConfig, list[str]]:
    """Read `mkdocs.yml` and set in it what the job says; the faults found come with it."""
    with Path(job["config"]).open(encoding="utf-8") as file:
        settings = yaml_load(file)
    theme = {"language": job["language"], "direction": job["direction"], "custom_dir": job["theme"]}
    config = MkDocsConfig(config_file_path=job["config"])
    config.load_dict(
        settings
        | {"docs_dir": job["docs"], "site_dir": job["site"], "theme": settings["theme"] | theme}
        | {"extra": {"maarad": job["own"]}}
    )
    faults, warnings = config.validate()
    return config, [f"{name}: {fault}" for name, fault in [*faults, *warnings]]


def make(job: dict[str, Any]) -> list[str]:
    """Build what the job says; give what went wrong, nothing when all is well."""
    messages = Messages()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(messages)
    logger.propagate = False
    config, faults = load_config(job)
    if faults:
        return faults
    try:
        build(config)
    except (Abort, MkDocsException) as error:
        messages.texts.append(str(error))
    return messages.texts


if __name__ == "__main__":
    json.dump(make(json.load(sys.stdin)), sys.stdout)
