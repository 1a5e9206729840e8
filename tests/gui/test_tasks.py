"""The worker: results come to the Qt thread, newer jobs replace older ones, nothing is lost."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread, Slot
from pytestqt.qtbot import QtBot

from hubdesk.kernel.errors import RefusedError
from hubdesk.ui.tasks import CancelledError, Inline, Progress, Tasks, Worker


def _give(number: int, _progress: Progress) -> int:
    return number


class Receiver(QObject):
    """Keeps what it is handed, with the thread it came on."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.threads: list[QThread] = []

    @Slot(object)
    def take(self, value: object) -> None:
        self.values.append(value)
        self.threads.append(QThread.currentThread())


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    tasks = Worker("test")
    yield tasks
    tasks.stop()


def test_a_job_runs_beside_and_its_result_comes_back(qtbot: QtBot, worker: Worker) -> None:
    receiver = Receiver()
    worker.submit(lambda _progress: threading.current_thread().name, receiver.take, owner=receiver)
    qtbot.waitUntil(lambda: bool(receiver.values))
    assert receiver.values == ["test"]
    assert receiver.threads == [receiver.thread()]


def test_a_newer_job_of_the_same_key_replaces_the_older(qtbot: QtBot, worker: Worker) -> None:
    receiver, gate = Receiver(), threading.Event()
    worker.submit(lambda _progress: gate.wait(10), None, owner=receiver)
    for number in range(5):
        worker.submit(partial(_give, number), receiver.take, owner=receiver, key="board")
    gate.set()
    qtbot.waitUntil(lambda: not worker.busy())
    assert receiver.values == [4]


def test_a_job_that_has_ended_is_held_no_longer(qtbot: QtBot, worker: Worker) -> None:
    receiver = Receiver()
    jobs = [partial(_give, day) for day in range(3)]
    held = [weakref.ref(job) for job in jobs]
    while jobs:
        worker.submit(jobs.pop(), receiver.take, owner=receiver, key=f"board {len(jobs)}")
    qtbot.waitUntil(lambda: len(receiver.values) == len(held))
    qtbot.waitUntil(lambda: sum(job() is not None for job in held) <= 1)  # what ran last


def test_a_running_job_that_was_replaced_hands_nothing_over(
    qtbot: QtBot, worker: Worker
) -> None:
    receiver, started, gate = Receiver(), threading.Event(), threading.Event()

    def slow(_progress: Progress) -> str:
        started.set()
        gate.wait(10)
        return "old"

    worker.submit(slow, receiver.take, owner=receiver, key="board")
    assert started.wait(10)
    worker.submit(partial(_give, 1), receiver.take, owner=receiver, key="board")
    gate.set()
    qtbot.waitUntil(lambda: not worker.busy())
    assert receiver.values == [1]


def test_a_refusal_is_told_once(qtbot: QtBot, worker: Worker) -> None:
    receiver, told = Receiver(), Receiver()
    worker.error_known.connect(told.take)

    def refuse(_progress: Progress) -> None:
        raise RefusedError(room="R1")

    worker.submit(refuse, receiver.take, owner=receiver)
    qtbot.waitUntil(lambda: not worker.busy())
    assert receiver.values == []
    assert [str(error) for error in told.values] == ["refused(room=R1)"]
    worker.submit(refuse, receiver.take, owner=receiver, failed=receiver.take)
    qtbot.waitUntil(lambda: not worker.busy())
    assert len(told.values) == 1
    assert len(receiver.values) == 1


def test_a_bug_comes_back_as_a_report(qtbot: QtBot, worker: Worker) -> None:
    receiver = Receiver()
    with qtbot.waitSignal(worker.error_found) as found:
        worker.submit(lambda _progress: 1 // 0, receiver.take, owner=receiver)
    assert "ZeroDivisionError" in found.args[0]
    assert receiver.values == []


def test_progress_is_reported_and_work_can_be_cancelled(qtbot: QtBot, worker: Worker) -> None:
    receiver, steps, ended = Receiver(), [], threading.Event()
    worker.step_reported.connect(lambda title, done, total: steps.append((title, done, total)))

    def work(progress: Progress) -> None:
        try:
            while True:
                progress.step(1, 3)
                ended.wait(0.01)
        except CancelledError:
            ended.set()
            raise

    worker.submit(work, receiver.take, owner=receiver, title="Printing")
    qtbot.waitUntil(lambda: bool(steps))
    worker.cancel("Printing")
    qtbot.waitUntil(lambda: not worker.busy())
    assert ended.is_set()
    assert receiver.values == []
    assert steps[0] == ("Printing", 1, 3)
    assert steps[-1] == ("Printing", 0, -1)


def test_a_result_for_a_receiver_that_is_gone_is_dropped(qtbot: QtBot, worker: Worker) -> None:
    import shiboken6

    receiver, gate = Receiver(), threading.Event()
    worker.submit(lambda _progress: gate.wait(10), receiver.take, owner=receiver)
    shiboken6.delete(receiver)
    gate.set()
    qtbot.waitUntil(lambda: not worker.busy())


def test_stopping_ends_the_thread(qtbot: QtBot) -> None:
    worker = Worker("short-lived")
    worker.stop()
    assert not [one for one in threading.enumerate() if one.name == "short-lived"]


@pytest.mark.parametrize("kind", [Inline, Worker])
def test_both_runners_hand_over_the_same(qtbot: QtBot, kind: type[Tasks]) -> None:
    runner = Worker("both") if kind is Worker else Inline()
    receiver = Receiver()
    runner.submit(lambda _progress: 7, receiver.take, owner=receiver)
    qtbot.waitUntil(lambda: not runner.busy())
    runner.stop()
    assert receiver.values == [7]
