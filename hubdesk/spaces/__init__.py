"""Locations, floors, and what can be booked there: rooms, desks, equipment, all made of units.

A divider room is two units and the big room claims both, so a claim of either keeps the other
free of a second one.  Must not import ``booking``.

    hall = add_room(uow, code="HALL", name_en="Hall", capacity=40, parts=[half_a, half_b])
"""
