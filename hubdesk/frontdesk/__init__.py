"""The counter: visitors, parcels, keys, tickets for the caretaker, extras and the shift note.

Stands on ``booking``; imports nothing of money (an extra's price becomes a charge a floor higher,
in ``costs``) and nothing of mail (``outbox`` sees what was written here).

    with hub.write() as uow:
        visit_id = visits.expect(uow, NewVisit(name="Wipa", org_id=3, expected_at=at))
        visits.arrive(uow, visit_id, badge="7")
"""
