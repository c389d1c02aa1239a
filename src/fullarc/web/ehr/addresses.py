"""Which addresses may be called: https, or this computer itself; never with a password in them, never another host than configured."""

import ipaddress
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")


class AddressRefused(ValueError):
    """The message is for the person who typed the address."""


def checked_address(typed: str) -> str:
    """The address as it is kept, without a slash at its end. Refused (AddressRefused): no https (but for this computer), a user or query
    in it, an address that only machines of a cloud use among themselves."""
    address = typed.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise AddressRefused("This is no address. It looks like https://fhir.example.org/r4.") from None
    if parts.scheme not in ("https", "http") or not host:
        raise AddressRefused("This is no address. It looks like https://fhir.example.org/r4.")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise AddressRefused("The address must begin with https, so that nobody reads along. Only this computer itself may do without.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise AddressRefused("Give the address alone, without a user, a password, a question mark or a #.")
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return address
    if ip.is_link_local or ip.is_unspecified or ip.is_multicast:
        raise AddressRefused("This address belongs to no server that notes are sent to. Give the address of the other system.")
    return address


def origin(address: str) -> tuple[str, str, int]:
    """Scheme, host and port: what two addresses must share to be the same server."""
    parts = urlsplit(address)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)
