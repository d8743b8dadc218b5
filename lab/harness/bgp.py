# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""BGP messages as bytes (RFC 4271): only what the raw speaker sends and the witness reads."""

import ipaddress
import struct
from dataclasses import dataclass

MARKER = b"\xff" * 16
HEADER_LENGTH = 19
AS_TRANS = 23456

OPEN, UPDATE, NOTIFICATION, KEEPALIVE, ROUTE_REFRESH = range(1, 6)
NAMES = {OPEN: "OPEN", UPDATE: "UPDATE", NOTIFICATION: "NOTIFICATION", KEEPALIVE: "KEEPALIVE",
         ROUTE_REFRESH: "ROUTE-REFRESH"}

OPTIONAL, TRANSITIVE, EXTENDED_LENGTH = 0x80, 0x40, 0x10
ORIGIN, AS_PATH, NEXT_HOP, MED, LOCAL_PREF, COMMUNITIES = 1, 2, 3, 4, 5, 8
MP_REACH, MP_UNREACH, EXTENDED_COMMUNITIES, LARGE_COMMUNITIES = 14, 15, 16, 32
CAPABILITY_MULTIPROTOCOL, CAPABILITY_ROUTE_REFRESH, CAPABILITY_FOUR_OCTET_AS = 1, 2, 65
IPV4_UNICAST, IPV6_UNICAST, L2VPN_EVPN = (1, 1), (2, 1), (25, 70)


@dataclass(frozen=True)
class Message:
    """One whole message as received. kind: one of NAMES."""

    kind: int
    body: bytes

    @property
    def notification(self):
        """(code, subcode) of a NOTIFICATION, else None."""
        return (self.body[0], self.body[1]) if self.kind == NOTIFICATION else None

    @property
    def end_of_rib(self):
        """An UPDATE that carries no route: empty, or nothing but an empty MP_UNREACH_NLRI (RFC 4724 section 2)."""
        if self.kind != UPDATE:
            return False
        if self.body == bytes(4):
            return True
        withdrawn, attributes = struct.unpack("!HH", self.body[:4])
        path = self.body[4:]
        return withdrawn == 0 and len(path) == attributes and path[1:2] == bytes([MP_UNREACH]) \
            and len(path) == (7 if path[0] & EXTENDED_LENGTH else 6)

    def __str__(self):
        return f"NOTIFICATION {self.body[0]}/{self.body[1]}" if self.kind == NOTIFICATION else NAMES.get(self.kind, "?")


def take_message(buffer):
    """Remove and return the first whole Message of a bytearray, or None while it is incomplete."""
    if len(buffer) < HEADER_LENGTH:
        return None
    length, kind = struct.unpack_from("!HB", buffer, 16)
    if len(buffer) < length or length < HEADER_LENGTH:
        return None
    message = Message(kind, bytes(buffer[HEADER_LENGTH:length]))
    del buffer[:length]
    return message


def message(kind, body=b""):
    return MARKER + struct.pack("!HB", HEADER_LENGTH + len(body), kind) + body


def open_message(asn, identifier, hold=9, families=(IPV4_UNICAST, IPV6_UNICAST), version=4):
    """An OPEN with multiprotocol, route refresh and four-octet AS capabilities. hold: seconds."""
    capabilities = b"".join(_capability(CAPABILITY_MULTIPROTOCOL, struct.pack("!HBB", afi, 0, safi))
                            for afi, safi in families)
    capabilities += _capability(CAPABILITY_ROUTE_REFRESH, b"")
    capabilities += _capability(CAPABILITY_FOUR_OCTET_AS, struct.pack("!I", asn))
    parameters = bytes([2, len(capabilities)]) + capabilities
    return message(OPEN, struct.pack("!BHH4sB", version, asn if asn < 65536 else AS_TRANS, hold,
                                     ipaddress.IPv4Address(identifier).packed, len(parameters)) + parameters)


def _capability(code, value):
    return bytes([code, len(value)]) + value


def attribute(flags, kind, value):
    """One path attribute (RFC 4271 section 4.3)."""
    if len(value) > 255:
        return struct.pack("!BBH", flags | EXTENDED_LENGTH, kind, len(value)) + value
    return struct.pack("!BBB", flags, kind, len(value)) + value


def update(withdrawn=(), attributes=b"", prefixes=()):
    """An UPDATE of its three fields (RFC 4271 section 4.3). withdrawn, prefixes: IPv4."""
    routes = nlri(withdrawn)
    return message(UPDATE, struct.pack("!H", len(routes)) + routes + struct.pack("!H", len(attributes)) + attributes
                   + nlri(prefixes))


def path_attributes(next_hop, path):
    """The three of RFC 4271. path: ASNs of one AS_SEQUENCE, four octets each."""
    return _origin_and_path(path) + attribute(TRANSITIVE, NEXT_HOP, ipaddress.IPv4Address(next_hop).packed)


def announcement(prefixes, next_hop, path, extra=b""):
    """An UPDATE announcing IPv4 prefixes. path: as above. extra: more attributes."""
    return update(attributes=path_attributes(next_hop, path) + extra, prefixes=prefixes)


def withdrawal(prefixes):
    """An UPDATE withdrawing IPv4 prefixes."""
    return update(withdrawn=prefixes)


def mp_announcement(family, routes, next_hop, path, extra=b""):
    """An UPDATE announcing routes of a family other than IPv4 unicast (RFC 4760). routes: encoded; path: as above."""
    return update(attributes=mp_reach(family, routes, next_hop) + _origin_and_path(path) + extra)


def mp_reach(family, routes, next_hop):
    address = ipaddress.ip_address(next_hop).packed
    return attribute(OPTIONAL, MP_REACH, struct.pack("!HBB", *family, len(address)) + address + b"\0" + b"".join(routes))


def mp_announcements(family, routes, next_hop, path, extra=b"", per_update=60):
    """Many routes (encoded) as UPDATEs one after the other: per_update has to fit into 4096 octets."""
    return b"".join(mp_announcement(family, routes[start:start + per_update], next_hop, path, extra)
                    for start in range(0, len(routes), per_update))


def mp_withdrawal(family, routes):
    """Withdraws them; without routes it is the family's End-of-RIB (RFC 4724 section 2)."""
    return update(attributes=mp_unreach(family, routes))


def mp_unreach(family, routes):
    return attribute(OPTIONAL, MP_UNREACH, struct.pack("!HB", *family) + b"".join(routes))


def _origin_and_path(path):
    segment = struct.pack(f"!BB{len(path)}I", 2, len(path), *path) if path else b""
    return attribute(TRANSITIVE, ORIGIN, b"\0") + attribute(TRANSITIVE, AS_PATH, segment)


def communities(*values):
    """COMMUNITIES (RFC 1997). values: text such as 65100:1."""
    return attribute(OPTIONAL | TRANSITIVE, COMMUNITIES,
                     b"".join(struct.pack("!HH", *map(int, each.split(":"))) for each in values))


def extended_communities(*values):
    """EXTENDED_COMMUNITIES (RFC 4360). values: 8 octets each."""
    return attribute(OPTIONAL | TRANSITIVE, EXTENDED_COMMUNITIES, b"".join(values))


def unknown_attribute(kind=200, value=b"\xde\xad\xbe\xef"):
    """An optional transitive attribute that no router knows."""
    return attribute(OPTIONAL | TRANSITIVE, kind, value)


def large_community(asn, first, second):
    """LARGE_COMMUNITIES with one value (RFC 8092)."""
    return attribute(OPTIONAL | TRANSITIVE, LARGE_COMMUNITIES, struct.pack("!III", asn, first, second))


def nlri(prefixes):
    """Prefixes (text) as RFC 4271 encodes them."""
    encoded = bytearray()
    for prefix in prefixes:
        network = ipaddress.ip_network(prefix)
        encoded.append(network.prefixlen)
        encoded += network.network_address.packed[:(network.prefixlen + 7) // 8]
    return bytes(encoded)
