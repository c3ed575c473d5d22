"""Maarad (معرض, "exhibition"): a static portal of programmes, results and products."""

__version__ = "0.1.0"
