"""Users, and the one question every use case asks first: may this person do that?

Must not import a feature; they import it.

    require(uow, "booking.cancel", org_id)
"""
