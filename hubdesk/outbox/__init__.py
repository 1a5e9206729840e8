"""Mail: written here in the unit of work that it tells of, previewed, sent later, logged.

No feature knows this floor: ``follow`` looks at what a unit of work has written just before it
ends, and writes the letters that belong to it.  Sending is a worker's task outside of any
transaction.  Nothing is written before mail is set up.

    outbox.following.follow(uow)          # called by the store, see ``bootstrap``
    outbox.service.sending.send_due(hub, carrier)
"""
