"""Double entry: accounts, sealed transactions, the states of months, number series.

A transaction is written unsealed and sealed by the database's leave; what is sealed never changes
and is corrected by another entry.  Must not import ``costs``, ``billing`` or ``month``.

    post(uow, [Draft(month, day, "bill", "MEA-881", (Entry("5000", 100), Entry("2000", -100)))])
"""
