"""Learns what other programs have written to an open hub.

SQLite tells by ``PRAGMA data_version`` whether anybody else has committed, without reading a page;
on a server the newest number of the history tells it.  Which rows it was is read from the history.
A watch keeps one connection of its own and is looked through by one thread at a time.

    watch = database.watch()
    watch.look()                # the first look only remembers where the history ends
    watch.look().by_kind        # {"occurrence": frozenset({12})} after a foreign commit
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from hubdesk.kernel.changes import Changes
from hubdesk.store.errors import translated

if TYPE_CHECKING:
    from hubdesk.store.connections import Sight

_LAST = "SELECT coalesce(max(seq), 0) FROM history"
_SINCE = "SELECT seq, entity, entity_id FROM history WHERE seq > {mark} ORDER BY seq"
# Taken apart in the database: a payload may have megabytes, and Python would hold up the window.
_IMAGES = {
    "sqlite": (
        "SELECT json_extract(image.value, '$[0]'), json_extract(image.value, '$[1]')"
        " FROM history, json_each(history.payload, '$.images') AS image WHERE seq = ?"
        " UNION ALL SELECT json_extract(alike.value, '$[0]'), number.value"
        " FROM history, json_each(history.payload, '$.alike') AS alike,"
        " json_each(alike.value, '$[2].id') AS number WHERE seq = ?"
    ),
    "postgresql": (
        "SELECT image->>0, (image->>1)::bigint FROM history,"
        " jsonb_array_elements(payload::jsonb->'images') AS image WHERE seq = %s"
        " UNION ALL SELECT alike->>0, number::text::bigint FROM history,"
        " jsonb_array_elements(payload::jsonb->'alike') AS alike,"
        " jsonb_array_elements(alike->2->'id') AS number WHERE seq = %s"
    ),
}


class Watch:
    """See the module."""

    def __init__(
        self, location: str, connect: Callable[[], Sight], own: Collection[int],
        require: Callable[[], None],
    ) -> None:  # fmt: skip
        """Args:
        connect: brings a new reading connection.
        own: numbers of the history that this program has written itself.
        require: raises where the hub is no longer in its place.
        """
        self._require = require
        self._location = location
        self._connect = connect
        self._own = own
        self._sight: Sight | None = None
        self._version: int | None = None
        self._seen: int | None = None

    def look(self) -> Changes:
        """What others committed since the last look; kinds and ids, without a number to undo.

        Raises:
            EnvironmentProblemError: the hub cannot be read; the next look connects anew.
        """
        try:
            with translated(self._location):
                self._require()
                return self._look()
        except BaseException:
            self._close(broken=True)
            raise

    def close(self) -> None:
        """Give the connection up; another look would open a new one."""
        self._close(broken=False)

    def _close(self, *, broken: bool) -> None:
        sight, self._sight, self._version = self._sight, None, None
        if sight is not None:
            sight.close(broken=broken)

    def _look(self) -> Changes:
        if self._sight is None:
            self._sight = self._connect()
        raw, dialect = self._sight.raw, self._sight.dialect
        if dialect == "sqlite":
            (version,) = raw.execute("PRAGMA data_version").fetchone()
            if version == self._version:
                return Changes()
            self._version = version
        if self._seen is None:
            (self._seen,) = raw.execute(_LAST).fetchone()
            return Changes()
        mark = "?" if dialect == "sqlite" else "%s"
        rows = raw.execute(_SINCE.format(mark=mark), (self._seen,)).fetchall()
        if rows:
            self._seen = rows[-1][0]
        return self._read(raw, _IMAGES[dialect], [row for row in rows if row[0] not in self._own])

    @staticmethod
    def _read(raw: Any, images: str, rows: list[tuple[int, str, int | None]]) -> Changes:
        kinds: dict[str, set[int]] = {}
        for seq, entity, entity_id in rows:
            kinds.setdefault(entity, set()).update(() if entity_id is None else (entity_id,))
            for kind, row_id in raw.execute(images, (seq, seq)).fetchall():
                kinds.setdefault(kind, set()).add(row_id)
        return Changes({kind: frozenset(ids) for kind, ids in kinds.items()})
