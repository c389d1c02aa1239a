"""Which addresses may be called: https, or this computer itself; never with a password in them, never another host than configured."""

import ipaddress
import re
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")
NUMBER = re.compile(r"\d+|0x[\da-f]*")  # a host that ends in one is read as an IPv4 address, however it is written


class AddressRefused(ValueError):
    """The message is for the person who typed the address."""


def checked_address(typed: str) -> str:
    """The address as it is kept, without a slash at its end. Refused (AddressRefused): no https (but for this computer), a user or query
    in it, an address that only machines of a cloud use among themselves, an IPv4 address in another writing than four numbers."""
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
        if NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
            raise AddressRefused("This is a number in place of a name. Give the name of the server.") from None
        return address
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        raise AddressRefused("This is an IPv4 address in the writing of IPv6. Give the name of the server.")
    if ip.is_link_local or ip.is_unspecified or ip.is_multicast:
        raise AddressRefused("This address belongs to no server that notes are sent to. Give the address of the other system.")
    return address


def origin(address: str) -> tuple[str, str, int]:
    """Scheme, host and port: what two addresses must share to be the same server."""
    parts = urlsplit(address)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)
