"""The way off the Qt thread: one worker, one signal back, progress, cancel, errors told once.

A job is a plain function that is run on the worker's thread; what it returns is handed, on the
Qt thread, to a bound method of a living ``QObject``.  A job with a ``key`` replaces the waiting
or running one of the same key, so fast paging never queues up.  Jobs own no signals; this
long-lived object does.  May import ``kernel``; knows nothing of hubs.

    tasks.submit(load, self._on_loaded, owner=self, key="board")
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from hubdesk.kernel.clock import monotonic
from hubdesk.kernel.errors import KnownError

#: A job may report as often as it likes; this often it reaches the screen, and short work never.
FIRST_STEP_S = 0.3
STEP_EVERY_S = 0.05
STOP_PATIENCE_S = 10.0


class CancelledError(Exception):
    """The person took the job back; raised inside it, at its next step."""


class Progress:
    """What a job holds to tell how far it is, and to learn that it should end.

    Attributes:
        cancelled: set by the Qt thread.
    """

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self.cancelled = False
        self._report = report
        self._next = monotonic() + FIRST_STEP_S

    def step(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` parts are ready (total 0: unknown).

        Raises:
            CancelledError: the job shall end now, leaving nothing half done.
        """
        if self.cancelled:
            raise CancelledError
        now = monotonic()
        if now >= self._next:
            self._next = now + STEP_EVERY_S
            self._report(done, total)


Job = Callable[[Progress], Any]


@dataclass(frozen=True, eq=False)
class Task:
    """A job on its way, with where its result goes."""

    job: Job
    done: Callable[[Any], None] | None
    failed: Callable[[KnownError], None] | None
    owner: QObject
    key: str
    title: str


@dataclass(frozen=True)
class Report:
    """One message from the worker: ``kind`` is step, done, failed, broken or cancelled."""

    task: Task
    kind: str
    value: Any = None


class Tasks(QObject):
    """What pages call; :class:`Worker` runs jobs beside the Qt thread, :class:`Inline` on it.

    Signals:
        step_reported(title, done, total): a titled job went on; total −1 when it has ended.
        error_known(KnownError): a refusal nobody else has dealt with.
        error_found(str): a bug; the report to copy.
    """

    step_reported = Signal(str, int, int)
    error_known = Signal(object)
    error_found = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest: dict[str, Task] = {}
        self._progress: dict[Task, Progress] = {}

    def submit(
        self,
        job: Job,
        done: Callable[[Any], None] | None = None,
        *,
        owner: QObject,
        failed: Callable[[KnownError], None] | None = None,
        key: str = "",
        title: str = "",
    ) -> None:
        """Run a job.

        Args:
            job: gets a :class:`Progress`; runs on the worker's thread, touches no widget.
            done: gets what the job returned, on the Qt thread.
            owner: when it is gone, the result is dropped.
            failed: gets a refusal instead of ``error_known``.
            key: a newer task with the same key makes this one's result worthless.
            title: shown with a progress bar; empty for short work.
        """
        task = Task(job, done, failed, owner, key, title)
        if key:
            self._latest[key] = task
        self._start(task)

    def cancel(self, title: str) -> None:
        """Ask the running jobs of a title to end at their next step."""
        for task, progress in list(self._progress.items()):
            if task.title == title:
                progress.cancelled = True

    def busy(self) -> bool:
        """Whether anything waits, runs or has not been handed over yet."""
        return bool(self._progress)

    def stop(self) -> None:
        """End for good; what runs is finished or cancelled first."""

    def _start(self, task: Task) -> None:
        raise NotImplementedError

    def _run(self, task: Task) -> Report:
        """The job itself; never raises."""
        progress = self._progress[task]
        if self._stale(task):
            return Report(task, "cancelled")
        try:
            return Report(task, "done", task.job(progress))
        except KnownError as error:
            return Report(task, "failed", error)
        except CancelledError:
            return Report(task, "cancelled")
        except Exception as error:  # noqa: BLE001  a bug: told to the person, never lost
            return Report(task, "broken", "".join(traceback.format_exception(error)))

    def _stale(self, task: Task) -> bool:
        return bool(task.key) and self._latest.get(task.key) is not task

    @Slot(object)
    def _on_reported(self, report: Report) -> None:
        task = report.task
        if report.kind == "step":
            if task.title:
                self.step_reported.emit(task.title, *report.value)
            return
        self._progress.pop(task, None)
        if task.title:
            self.step_reported.emit(task.title, 0, -1)
        stale = self._stale(task)
        if not stale:
            self._latest.pop(task.key, None)  # there are keys of every day that was looked at
        if report.kind == "broken":
            self.error_found.emit(report.value)
        elif not stale and shiboken6.isValid(task.owner):
            self._hand_over(report)

    def _hand_over(self, report: Report) -> None:
        task = report.task
        if report.kind == "done" and task.done is not None:
            task.done(report.value)
        elif report.kind == "failed":
            if task.failed is not None:
                task.failed(report.value)
            else:
                self.error_known.emit(report.value)


class Worker(Tasks):
    """One thread that runs the jobs one after the other."""

    _reported = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reported.connect(self._on_reported)
        self._queue: SimpleQueue[Task | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        for progress in list(self._progress.values()):
            progress.cancelled = True
        self._latest.clear()
        self._queue.put(None)
        self._thread.join(STOP_PATIENCE_S)

    def _start(self, task: Task) -> None:
        def report(done: int, total: int) -> None:
            self._reported.emit(Report(task, "step", (done, total)))

        self._progress[task] = Progress(report)
        self._queue.put(task)

    def _work(self) -> None:
        while (task := self._queue.get()) is not None:
            self._reported.emit(self._run(task))


class Inline(Tasks):
    """Runs every job at once, on the calling thread: for tests and for drawing pages to files."""

    def _start(self, task: Task) -> None:
        def report(done: int, total: int) -> None:
            self._on_reported(Report(task, "step", (done, total)))

        self._progress[task] = Progress(report)
        self._on_reported(self._run(task))
