"""What people do at *Drivers*: one thin function per action.

    set_rule(front, Said("rent", "seats"), since=None, owner=part, done=…, failed=…)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QObject

from hubdesk.costs import service as costs
from hubdesk.costs.terms import PLAIN, Terms
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.month import Month
from hubdesk.ui.front import Front
from hubdesk.ui.imports import read_bytes
from hubdesk.ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a pool; see ``costs.service.set_pool_rule``."""

    pool: str
    driver: str
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    reason: str = ""
    name: str = ""
    terms: Terms = PLAIN


def set_rule(
    front: Front,
    said: Said,
    *,
    since: Month | None,
    owner: QObject,
    done: Callable[[], None],
    failed: Callable[[KnownError], None],
) -> None:
    """Say by what a pool is shared from a month on."""
    words = front.words

    def kept(_rule_id: int, changes: Changes) -> None:
        text = words.t("\u201c{pool}\u201d is shared by {driver}.", pool=said.pool,
                       driver=words.name("driver", said.driver))  # fmt: skip
        if since is not None:
            text = words.t(
                "\u201c{pool}\u201d is shared by {driver} from {month} on.", pool=said.pool,
                driver=words.name("driver", said.driver), month=words.month(since),
            )  # fmt: skip
        front.tell(text, change=changes.history_seq)
        done()

    front.write(
        lambda uow: costs.set_pool_rule(
            uow, said.pool, said.driver, since=since, weights=said.weights, reason=said.reason,
            name=said.name, terms=said.terms,
        ),
        kept, owner=owner, failed=failed,
    )  # fmt: skip


def approve(
    front: Front, rule_id: int, pool: str, *, owner: QObject,
    failed: Callable[[KnownError], None],
) -> None:  # fmt: skip
    """Say that a rule is right."""

    def done(_nothing: None, changes: Changes) -> None:
        text = front.words.t("The rule of \u201c{pool}\u201d is approved.", pool=pool)
        front.tell(text, change=changes.history_seq)

    front.write(
        lambda uow: costs.approve_rule(uow, rule_id), done, owner=owner, failed=failed
    )


def attach_evidence(
    front: Front, rule_id: int, pool: str, path: Path, *, owner: QObject,
    failed: Callable[[KnownError], None],
) -> None:  # fmt: skip
    """Keep what a rule rests on with it."""

    def job(_progress: Progress) -> Changes:
        data = read_bytes(path)
        with front.hub.write() as uow:
            costs.attach_evidence(uow, rule_id, path.name, data)
        return uow.changes

    def kept(changes: Changes) -> None:
        front.tell(front.words.t(
            "{file} is kept with the rule of \u201c{pool}\u201d.", file=path.name, pool=pool
        ))  # fmt: skip
        front.hub_changed.emit(changes)

    title = front.words.t("Reading {file} \u2026", file=path.name)
    front.tasks.submit(job, kept, owner=owner, failed=failed, title=title)
