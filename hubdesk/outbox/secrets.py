"""The password of the mail server: in the machine's keyring and nowhere else.

It is found by sign-in name and server, so a hub file that is carried away brings none.

    set_password("hub", "smtp.example.org", "…")
    password("hub", "smtp.example.org")
"""

from __future__ import annotations

from hubdesk.outbox.errors import KeyringMissingError

_SERVICE = "HubDesk mail"


def password(login: str, host: str) -> str:
    """The password that is kept for a login at a server; empty if there is none.

    Raises:
        KeyringMissingError: this machine has no keyring, or it is locked.
    """
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, _user(login, host)) or ""
    except KeyringError as error:
        raise KeyringMissingError(message=str(error)) from error


def set_password(login: str, host: str, text: str) -> None:
    """Keep a password; an empty one takes it out of the keyring.

    Raises:
        KeyringMissingError: this machine has no keyring, or it is locked.
    """
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        if text:
            keyring.set_password(_SERVICE, _user(login, host), text)
        else:
            keyring.delete_password(_SERVICE, _user(login, host))
    except PasswordDeleteError:
        return  # there was none
    except KeyringError as error:
        raise KeyringMissingError(message=str(error)) from error


def _user(login: str, host: str) -> str:
    return f"{login}@{host}"
