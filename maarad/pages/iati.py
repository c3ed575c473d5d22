"""What IATI can hold of our programmes: the roles it knows, and the programmes left out with their reasons.

Takes programmes and the site, gives pure values for the IATI files, the page of the data and the quality
report. A programme is left out rather than completed: what no source says is not made up for a machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maarad.catalogue import Catalogue, Programme
from maarad.config import Site
from maarad.pages.quality import Remark
from maarad.words import Words

FUNDING, ACCOUNTABLE, IMPLEMENTING = "1", "2", "4"
ROLES = {"funder": FUNDING, "owner": ACCOUNTABLE, "lead_association": IMPLEMENTING}
"""Our roles that say what one of IATI says. The others (a partner, a party to an agreement, the authority at
a launch) claim neither money nor oversight nor work, so they are told in words."""


def reason_against_activity(programme: Programme) -> str | None:
    """Tell why IATI cannot hold a programme: `no_sector`, `no_organisation`, `no_start`; None when it can."""
    if not programme.sectors:
        return "no_sector"
    if not any(one.role in ROLES for one in programme.parts["roles"]):
        return "no_organisation"
    return None if programme.start else "no_start"


def left_out(catalogue: Catalogue) -> tuple[tuple[Programme, str], ...]:
    """List the programmes that are not in the IATI files, each with its reason."""
    reasons = ((one, reason_against_activity(one)) for one in catalogue.programmes.values())
    return tuple((one, reason) for one, reason in reasons if reason)


def iati_left_out(catalogue: Catalogue, words: Words, site: Site) -> tuple[tuple[Programme, str], ...]:
    """List what is left out of the IATI files with the reason in words; nothing when there are no files."""
    if not site.reporting:
        return ()
    return tuple((one, words(f"quality.iati_{reason}_why")) for one, reason in left_out(catalogue))


def iati_remarks(catalogue: Catalogue, words: Words, programme: Programme, site: Site) -> tuple[Remark, ...]:
    """Give the remark that a programme is left out of the IATI files, when there are such files."""
    del catalogue, words
    reason = reason_against_activity(programme) if site.reporting else None
    return (Remark("usefulness", f"iati_{reason}", 1),) if reason else ()


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {"iati_left_out": iati_left_out, "iati_remarks": iati_remarks}
"""What templates may call, with the catalogue and the words already given."""
