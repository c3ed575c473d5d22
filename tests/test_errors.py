"""The operator's situations: one tree of exceptions, drawn as it is."""

from __future__ import annotations

import inspect
import re

from maarad import errors
from maarad.config import LOCALES, RTL, direction


def test_the_tree_at_the_top_of_the_module_shows_every_exception() -> None:
    classes = {
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and value.__module__ == errors.__name__
    }
    drawn = set(re.findall(r"(?:├──|└──) (\w+)", errors.__doc__ or ""))
    assert drawn == classes - {"EngineError"}
    assert all(issubclass(getattr(errors, name), errors.EngineError) for name in classes)


def test_arabic_alone_runs_right_to_left() -> None:
    assert {locale: direction(locale) for locale in LOCALES} == {"fr": "ltr", "ar": "rtl", "en": "ltr"}
    assert set(LOCALES) >= RTL
