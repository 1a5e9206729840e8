"""The recurrence vectors that stand beside the checkout: dates published by other libraries' tests.

``tier A``: an engine of another lineage agrees; every one is a gate.  ``X-invalid``: refused at
once.  A source that lists only what the rule gives ("rule-only") agrees with HubDesk's policy that
DTSTART is always the first date, since in all of these DTSTART is a date of its own rule.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hubdesk.booking.recurrence import InvalidRuleError, expand, expand_with_state
from tests import need

_FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "rrule_vectors.json"

# Vectors whose published answer HubDesk does not give, with the reason; at most three.
EXCEPTIONS: dict[str, str] = {}

_ENOUGH = 3_000


def _vectors(tier: str) -> list[Any]:
    if not _FILE.exists():
        return []
    vectors = json.loads(_FILE.read_text("utf-8"))["vectors"]
    return [pytest.param(v, id=v["id"]) for v in vectors if v["tier"] == tier]


def _moment(text: str, tzid: str | None) -> date | datetime:
    if len(text) == 8:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=ZoneInfo(tzid)) if tzid and moment.tzinfo is None else moment


def _text(moment: date | datetime, zone: str | None) -> str:
    if not isinstance(moment, datetime):
        return moment.strftime("%Y%m%d")
    if zone:
        moment = moment.astimezone(UTC).astimezone(ZoneInfo(zone))
    zulu = "Z" if moment.tzinfo is UTC else ""
    return moment.strftime("%Y%m%dT%H%M%S") + zulu


def test_the_vectors_are_there() -> None:
    need.shared("data/rrule_vectors.json")
    assert len(_vectors("A-agreed")) == 208
    assert len(_vectors("X-invalid")) == 12
    assert len(EXCEPTIONS) <= 3


@pytest.mark.parametrize("vector", _vectors("A-agreed"))
def test_agreed_dates(vector: dict[str, Any]) -> None:
    tzid = vector.get("tzid")
    found = expand_with_state(
        _moment(vector["dtstart"], tzid),
        "\n".join(vector["rrule"]),
        exdates=[_moment(text, tzid) for text in vector.get("exdate", ())],
        rdates=[_moment(text, tzid) for text in vector.get("rdate", ())],
        limit=_ENOUGH,
    )
    zone = vector.get("expected_tz") or tzid
    dates = [_text(moment, zone) for moment in found.dates]
    begin = vector.get("start_at", "")
    dates = [text for text in dates if text >= begin]
    expected = vector.get("expected", [])
    if vector["complete"]:
        assert found.complete
        assert (dates == expected) is (vector["id"] not in EXCEPTIONS), (dates, expected)
    else:
        assert (dates[: len(expected)] == expected) is (vector["id"] not in EXCEPTIONS)
        assert expected or not dates


@pytest.mark.parametrize("vector", _vectors("X-invalid"))
def test_invalid_rules_are_refused_at_once(vector: dict[str, Any]) -> None:
    start = _moment(vector["dtstart"], vector.get("tzid"))
    begun = time.thread_time()
    with pytest.raises(InvalidRuleError):
        expand(start, "\n".join(vector["rrule"]))
    assert time.thread_time() - begun < 0.1
