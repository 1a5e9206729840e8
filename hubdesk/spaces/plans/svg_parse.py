"""Reads the elements of a drawing, and refuses what a drawing of a floor does not need.

An SVG file may hold programs, call for other files, or be built to exhaust its reader.  Only
shapes, groups, texts and pictures that lie within the file are taken; whatever acts or reaches
outside is refused by name and line.  Pure; nothing is fetched, no entity is expanded.

    for element in elements(data): print(element.name, element.attributes)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from hubdesk.spaces.errors import PlanFileRefusedError

LARGEST = 8 * 1024 * 1024
#: Elements that show something; all of them, with what is left out; groups in one another.
MOST_ELEMENTS, MOST_OF_ANY, DEEPEST = 20_000, 100_000, 64
MOST_ATTRIBUTE = 200_000
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_ACTS = frozenset({
    "script", "handler", "foreignObject", "iframe", "animate", "animateMotion", "set",
    "animateTransform", "animateColor", "discard", "audio", "video", "use", "a", "feImage",
})  # fmt: skip
#: Elements whose insides say nothing about the floor.
_SKIPPED = frozenset({"defs", "metadata", "style", "symbol", "clipPath", "mask", "pattern",
                      "filter", "marker", "linearGradient", "radialGradient"})  # fmt: skip
_PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,")


@dataclass(slots=True)
class Element:
    """One element with everything around it that matters.

    Attributes:
        name: without its namespace.
        attributes: without namespaces.
        transforms: of its groups from the outermost in, then its own.
        title: the text of its ``title``, or what a ``text`` says.
        line: where it starts, counted from 1.
    """

    name: str
    attributes: dict[str, str]
    transforms: tuple[str, ...]
    line: int
    title: str = ""
    group: Element | None = field(default=None, repr=False)


def elements(data: bytes) -> list[Element]:
    """Every element of the SVG namespace that is to be looked at, in order; the root first.

    Raises:
        PlanFileRefusedError: it is no SVG, or none that is taken; ``reason`` says why.
    """
    if len(data) > LARGEST:
        raise PlanFileRefusedError(reason="svg_too_large")
    return _Reading().read(data)


class _Reading:
    """One pass through a file."""

    def __init__(self) -> None:
        self._found: list[Element] = []
        self._open: list[Element | None] = []
        self._texts: list[list[str]] = []
        self._skipped = self._seen = 0
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.buffer_text = True

    def read(self, data: bytes) -> list[Element]:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            raise PlanFileRefusedError(reason="svg_not_xml", line=error.lineno) from None
        except (ValueError, LookupError, UnicodeError):
            raise PlanFileRefusedError(reason="svg_not_xml", line=1) from None
        if not self._found or self._found[0].name != "svg":
            raise PlanFileRefusedError(reason="svg_not_svg")
        return self._found

    def _refuse(self, reason: str, **details: object) -> PlanFileRefusedError:
        return PlanFileRefusedError(
            reason=reason, line=self._parser.CurrentLineNumber, **details
        )

    def _doctype(self, *_declared: object) -> None:
        raise self._refuse("svg_doctype")

    def _instruction(self, _target: str, _text: str) -> None:
        raise self._refuse("svg_instruction")

    def _start(self, whole: str, attributes: dict[str, str]) -> None:
        space, _, name = whole.rpartition(" ")
        if len(self._open) >= DEEPEST:
            raise self._refuse("svg_too_deep")
        self._seen += 1
        if self._seen > MOST_OF_ANY:
            raise self._refuse("svg_too_many")
        if name in _ACTS:
            raise self._refuse("svg_acts", element=name)
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self._check(name, plain)
        above = next((one for one in reversed(self._open) if one is not None), None)
        if self._skipped or space != _SVG or name in _SKIPPED:
            self._skipped += 1
            self._open.append(None)
            return
        own = (plain["transform"],) if "transform" in plain else ()
        element = Element(
            name, plain, (() if above is None else above.transforms) + own,
            self._parser.CurrentLineNumber, group=above,
        )  # fmt: skip
        self._open.append(element)
        self._texts.append([])
        if name not in ("title", "desc", "tspan"):
            self._found.append(element)
            if len(self._found) > MOST_ELEMENTS:
                raise self._refuse("svg_too_many")

    def _check(self, name: str, attributes: dict[str, str]) -> None:
        """Refuse programs in attributes, and whatever is called for from outside."""
        for key, value in attributes.items():
            low = value.strip().lower()
            if key.lower().startswith("on"):
                raise self._refuse("svg_acts", element=f"{name} {key}")
            if key == "href" and not (
                low.startswith("#") or (name == "image" and low.startswith(_PICTURES))
            ):
                raise self._refuse("svg_outside", element=name)
            if "javascript:" in low or ("url(" in low and "url(#" not in low.replace(" ", "")):
                raise self._refuse("svg_outside", element=f"{name} {key}")
            if len(value) > MOST_ATTRIBUTE and not (name == "image" and key == "href"):
                raise self._refuse("svg_too_large")

    def _end(self, _whole: str) -> None:
        element = self._open.pop()
        if element is None:
            self._skipped -= 1
            return
        text = " ".join("".join(self._texts.pop()).split())
        if element.name == "tspan" and self._texts:
            self._texts[-1].append(f" {text} ")
        elif element.name == "title" and element.group is not None:
            element.group.title = text
        elif element.name == "text":
            element.title = text

    def _characters(self, text: str) -> None:
        if self._texts and not self._skipped:
            self._texts[-1].append(text)
