"""The use cases of the counter, the only writers of its tables; one module each.

    visits.expect · arrive · leave · not_coming · change · forget_old
    parcels.take_in · hand_out · send_back
    keys.add_key · change_key · hand_out · take_back
    tickets.open_ticket · finish · cancel
    extras.order · cancel · charged        notes.write · hand_over        settings.change
"""

from __future__ import annotations
