"""Which icon stands for a built-in feature of a room.  Pure.

    FEATURE_ICONS["projector"]
"""

from __future__ import annotations

FEATURE_ICONS = {
    "projector": "projector",
    "video": "video",
    "microphone": "mic",
    "screen": "monitor",
    "whiteboard": "presentation",
}
