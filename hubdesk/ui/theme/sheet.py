"""The style sheet: borders, focus rings and states that Fusion draws differently.

Widgets choose a variant by the dynamic property ``kind`` (``primary``, ``quiet``, ``card`` …).

    app.setStyleSheet(style_sheet(theme, folder))
"""

from __future__ import annotations

from pathlib import Path
from string import Template

from PySide6.QtCore import QSaveFile

from hubdesk.ui.theme.icons import Icons
from hubdesk.ui.theme.theme import Theme

#: Free pixels beside the words of a column, and those Qt itself leaves beside an item's words.
_EDGE, _ITEM_MARGIN = 10, 3

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QWidget[kind="page"], QWidget[kind="ground"] { background: $background; }
QWidget[kind="bar"] { background: $surface; border-bottom: 1px solid $line; }
QWidget[kind="trouble"] { background: $bad_soft; border-bottom: 1px solid $bad; }
QWidget[kind="stand-in"] { background: $sunken; border-radius: 6px; }
QWidget[kind="foot"] { background: $surface; border-top: 1px solid $line; }
QWidget[kind="rail"] { background: $rail; border-right: 1px solid $line; }
QWidget[kind="choices-side"] { background: $surface; border-right: 1px solid $line; }
QWidget[kind="side"] { background: $surface; border-left: 1px solid $line; }
QWidget[kind="side"][tone="lit"] { border: 2px solid $focus; }
QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: 6px; }
QFrame[kind="lit"] { background: $surface; border: 1px solid $accent_line; border-radius: 6px; }
QFrame[kind="ask"] { background: $warning_soft; border: 1px solid $warning; border-radius: 6px; }
QFrame[kind="wrong"] { background: $bad_soft; border: 1px solid $bad; border-radius: 6px; }
QFrame[kind="choice"] { background: $surface; border: 1px solid $line_strong;
  border-radius: 6px; }
QFrame[kind="choice"][tone="chosen"] { border: 2px solid $accent; }
QFrame[kind="tile"] { background: $sunken; border: none; border-radius: 6px; }
QFrame[kind="tile"][tone="chosen"] { background: $accent_soft; }
QFrame[kind="rule"] { background: $line; border: none; }
QFrame[kind="panel"] { background: $raised; border: 1px solid $line_strong; border-radius: 6px; }
QTextBrowser[kind="reading"] { background: transparent; color: $text; border: none;
  selection-background-color: $accent; selection-color: $on_accent; }
QLabel[kind="key"] { background: $sunken; color: $text_soft; border: 1px solid $line;
  border-radius: 4px; padding: 1px 6px; }
QFrame[kind="popover"] { background: transparent; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget[kind="plain"] { background: transparent;
  border: none; }
QScrollArea:focus { border: 2px solid $focus; border-radius: 6px; }
QAbstractScrollArea[kind="canvas"] { background: $surface; border: none; }

QLabel { background: transparent; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="soft"] { color: $text_soft; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="bad"] { color: $bad; }
QLabel[kind="pill"] { border-radius: 10px; padding: 0 8px; background: $sunken;
  color: $text_soft; border: 1px solid $pill_edge; }
QLabel[kind="pill"][tone="good"] { background: $good_soft; color: $good; }
QLabel[kind="pill"][tone="warning"] { background: $warning_soft; color: $warning; }
QLabel[kind="pill"][tone="bad"] { background: $bad_soft; color: $bad; }
QLabel[kind="pill"][tone="accent"] { background: $accent_soft; color: $accent; }

QPushButton, QToolButton { background: $surface; color: $text; border: 1px solid $line_strong;
  border-radius: 6px; padding: 0 11px; }
QToolButton { padding: 0; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $sunken; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; border-color: $line;
  background: transparent; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; }
QPushButton:focus { padding: 0 10px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $disabled;
  border-color: $line; }
QPushButton[kind="danger"] { color: $bad; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { border-color: transparent;
  background: transparent; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border: 2px solid $focus; }
QPushButton[kind="link"] { border: none; background: transparent; color: $accent; padding: 0 2px;
  text-align: left; }
QPushButton[kind="link"]:focus { border: 2px solid $focus; padding: 0; }
QPushButton[kind="segment"] { border: none; border-radius: 4px; background: transparent;
  padding: 0 10px; }
QPushButton[kind="segment"]:hover { background: $hover; }
QPushButton[kind="segment"]:checked { background: $accent_soft; color: $accent;
  font-weight: 600; }
QPushButton[kind="segment"]:focus { border: 2px solid $focus; padding: 0 8px; }
QPushButton[kind="day"] { border: none; border-radius: 4px; background: transparent;
  padding: 0 2px; }
QPushButton[kind="day"]:hover { background: $hover; }
QPushButton[kind="day"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QPushButton[kind="day"]:focus { border: 2px solid $focus; padding: 0; }
QPushButton[kind="filter"] { border-radius: 13px; padding: 0 9px; }
QPushButton[kind="filter"][tone="on"] { background: $accent_soft; border-color: $accent_line;
  color: $accent; font-weight: 600; }
QPushButton[kind="filter"]:focus { padding: 0 8px; }
QPushButton[kind="entry"] { border: none; border-radius: 6px; background: transparent;
  text-align: left; padding: 0 10px; }
QPushButton[kind="entry"]:hover { background: $hover; }
QPushButton[kind="entry"]:checked { background: $accent_soft; color: $accent;
  font-weight: 600; }
QPushButton[kind="entry"]:focus { border: 2px solid $focus; padding: 0 8px; }
QLabel[kind="picture"] { background: $sunken; border: 1px solid $line; border-radius: 6px;
  color: $muted; }
QFrame[kind="segments"] { background: $surface; border: 1px solid $line_strong;
  border-radius: 6px; }

QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit { background: $surface; color: $text;
  border: 1px solid $control; border-radius: 6px; padding: 0 8px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus {
  border: 2px solid $focus; padding: 0 7px; }
QLineEdit[wrong="true"], QSpinBox[wrong="true"] { border: 1px solid $bad; }
QLineEdit[wrong="true"]:focus, QSpinBox[wrong="true"]:focus { border: 2px solid $bad; }
QLineEdit:disabled, QComboBox:disabled { color: $disabled; border-color: $line; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { border: none; padding: 0;
  background: transparent; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url($chevron); width: 14px; height: 14px; }
QComboBox QAbstractItemView, QAbstractItemView[kind="choices"] { background: $raised; color: $text;
  border: 1px solid $line_strong; outline: none; padding: 3px;
  selection-background-color: $accent_soft; selection-color: $text; }
QAbstractItemView[kind="choices"]::item, QComboBox QAbstractItemView::item {
  min-height: 26px; padding: 0 6px; border-radius: 4px; }
QRadioButton { background: transparent; }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $control;
  border-radius: 9px; background: $surface; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; }
QRadioButton::indicator:focus { border-color: $focus; border-width: 2px; width: 14px;
  height: 14px; }
QRadioButton::indicator:checked:focus { border: 5px solid $focus; width: 8px; height: 8px; }
QPushButton[kind="recent"] { text-align: left; padding: 0; }
QCheckBox { spacing: 8px; background: transparent; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid $control; border-radius: 4px;
  background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($check); }
QCheckBox::indicator:focus { border: 2px solid $focus; }

QTableView { background: $surface; border: none; gridline-color: $line; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; }
QTableView::item { padding: 0 ${inset}px; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QTableView::item:focus { border: 2px solid $focus; padding: 0 ${inset_focus}px; }
QHeaderView { background: $sunken; border: none; }
QHeaderView::section { background: $sunken; color: $muted; border: none;
  border-bottom: 1px solid $line; padding: 0 ${edge}px; }
QHeaderView[kind="hours"]::section { padding: 0; }
QTableCornerButton::section { background: $sunken; border: none; border-bottom: 1px solid $line; }
QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0; height: 0; }
QListView[kind="list"] { background: $surface; border: none; outline: none; }
QListWidget[kind="list"]::item { padding: 0 8px; min-height: 28px; }
QListWidget[kind="list"]::item:selected { background: $accent_soft; color: $text; }
QListWidget[kind="list"] { border: 1px solid $control; border-radius: 6px; }
QListWidget[kind="list"]:focus { border: 2px solid $focus; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 1px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 1px; }
QScrollBar::handle { background: $line_strong; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $sunken; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QToolTip { background: $raised; color: $text; border: 1px solid $line_strong; padding: 4px 6px; }
QMenu { background: $raised; color: $text; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 5px 22px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $disabled; }
QDialog, QMessageBox { background: $background; }
""")


def style_sheet(theme: Theme, folder: Path) -> str:
    """The sheet for a theme.

    Args:
        folder: where the few pictures are put that a sheet can only name as files; those that
            are there already are used.
    """
    icons = Icons(theme)
    names = {}
    for key, name, token in (
        ("chevron", "chevron-down", "text_soft"), ("check", "check", "on_accent"),
    ):  # fmt: skip
        path = folder / f"{name}-{theme.colour(token).name()[1:]}.png"
        if not path.exists():
            # Whole or not at all: another window may begin at the same moment.
            file = QSaveFile(str(path))
            file.open(QSaveFile.OpenModeFlag.WriteOnly)
            icons.pixmap(name, token, 14, 2.0).save(file, "PNG")
            file.commit()
        names[key] = path.as_posix()
    colours = {name: colour.name() for name, colour in theme.colours.items()}
    # In high contrast the soft grounds are white: an outline tells a pill from plain words.
    pill_edge = colours["line_strong"] if theme.mode == "contrast" else "transparent"
    return _SHEET.substitute(
        colours, **names, pill_edge=pill_edge, edge=_EDGE, inset=_EDGE - _ITEM_MARGIN,
        inset_focus=_EDGE - _ITEM_MARGIN - 2,
    )  # fmt: skip
