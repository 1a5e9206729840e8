"""HubDesk runs a house shared by civil-society organisations.

Read the packages from the ground up: ``kernel``, ``words``, ``store``, then the features
(``orgs``, ``spaces``, ``booking``, ``costs``, ``ledger``, ``billing``, ``month``), then
``reports``, and the two fronts ``cli`` and ``ui``.  ``pyproject.toml`` holds the floors as
import contracts; ``bootstrap.open_hub`` is where everything is wired.
"""

__version__ = "0.4.0"
