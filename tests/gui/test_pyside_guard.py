"""PySide6 keeps its reference counts: the long loops that abort a faulty build.

**Source** PySide6 6.12.0 on Python 3.10 and 3.11 drops a reference to ``None`` in nearly every
call and dies with ``none_dealloc`` after some thousand of them; short tests never show it.  The
loops run in a process of their own because the fault kills the process.
"""

from __future__ import annotations

import subprocess
import sys

LOOPS = """
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget


class Sender(QObject):
    sent = Signal(object)


app = QApplication([])
sender, heard = Sender(), []
sender.sent.connect(heard.append)
for _ in range(5_000):
    sender.sent.emit(None)
widget = QWidget()
widget.show()
for _ in range(50_000):
    widget.update()
app.processEvents()
print(len(heard))
"""


def test_thousands_of_calls_do_not_abort() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOOPS], capture_output=True, text=True, timeout=120, check=False
    )
    assert (ran.returncode, ran.stdout.strip()) == (0, "5000"), ran.stderr
