# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""EVPN routes and extended communities as bytes and as text: what a raw fabric peer says and reads.

RFC 7432, RFC 9136 and RFC 9572.
"""

import ipaddress
import struct
from dataclasses import dataclass

IP_PREFIX = 5
NO_ESI = bytes(10)


@dataclass(frozen=True)
class PrefixRoute:
    """An IP prefix route (RFC 9136 section 3.1).

    rd: text such as 192.0.2.1:5. label: the VNI. esi: hexadecimal. gateway: None is the unspecified address, no gateway.
    """

    rd: str
    prefix: str
    label: int
    etag: int = 0
    esi: str = NO_ESI.hex()
    gateway: str = None

    @property
    def key(self):
        """What tells one route from another (RFC 9136 section 3.1): no ESI, gateway or label."""
        return self.rd, self.etag, self.prefix

    def encode(self):
        network = ipaddress.ip_network(self.prefix)
        address = network.network_address.packed
        gateway = ipaddress.ip_address(self.gateway).packed if self.gateway else bytes(len(address))
        return _nlri(IP_PREFIX, rd(self.rd) + bytes.fromhex(self.esi) + struct.pack("!IB", self.etag, network.prefixlen)
                     + address + gateway + label(self.label))

    @classmethod
    def decode(cls, body):
        """body: without route type and length. Raises ValueError."""
        if len(body) not in (34, 58):
            raise ValueError(f"IP prefix route of {len(body)} octets")
        size = 4 if len(body) == 34 else 16
        etag, length = struct.unpack_from("!IB", body, 18)
        address = ipaddress.ip_address(body[23:23 + size])
        prefix = ipaddress.ip_network((address, length))  # refuses host bits
        gateway = ipaddress.ip_address(body[23 + size:23 + 2 * size])
        return cls(rd_text(body[:8]), str(prefix), int.from_bytes(body[-3:], "big"), etag, body[8:18].hex(),
                   None if gateway.is_unspecified else str(gateway))


@dataclass(frozen=True)
class OtherRoute:
    """A route of another type, unread. body: hexadecimal."""

    kind: int
    body: str

    @property
    def key(self):
        return self.kind, self.body


def decode(data):
    """The routes in the NLRI field of an MP attribute. Raises ValueError."""
    routes = []
    while data:
        if len(data) < 2 or len(data) < 2 + data[1]:
            raise ValueError(f"EVPN NLRI cut short: {data.hex()}")
        kind, body, data = data[0], data[2:2 + data[1]], data[2 + data[1]:]
        routes.append(PrefixRoute.decode(body) if kind == IP_PREFIX else OtherRoute(kind, body.hex()))
    return routes


def ethernet_auto_discovery(distinguisher, esi=bytes(9) + b"\1", etag=0xFFFFFFFF, mpls_label=0):
    """Type 1 (RFC 7432 section 7.1)."""
    return _nlri(1, rd(distinguisher) + esi + struct.pack("!I", etag) + label(mpls_label))


def mac_ip_advertisement(distinguisher, mac, vni, address=None):
    """Type 2 (RFC 7432 section 7.2)."""
    ip = ipaddress.ip_address(address).packed if address else b""
    return _nlri(2, rd(distinguisher) + NO_ESI + struct.pack("!IB", 0, 48) + mac_bytes(mac) + bytes([8 * len(ip)]) + ip
                 + label(vni))


def inclusive_multicast(distinguisher, originator):
    """Type 3 (RFC 7432 section 7.3)."""
    return _nlri(3, rd(distinguisher) + struct.pack("!I", 0) + _sized(originator))


def ethernet_segment(distinguisher, originator, esi=bytes(9) + b"\1"):
    """Type 4 (RFC 7432 section 7.4)."""
    return _nlri(4, rd(distinguisher) + esi + _sized(originator))


def leaf_auto_discovery(distinguisher, originator):
    """Type 11 (RFC 9572 section 3.3) in answer to an inclusive multicast route."""
    return _nlri(11, inclusive_multicast(distinguisher, originator) + _sized(originator))


def unknown(kind, body=b"\xde\xad\xbe\xef"):
    """A type that no router knows."""
    return _nlri(kind, body)


def route_target(text):
    """64512:10001 and 4200000000:1 by ASN, 192.0.2.1:1 by address (RFC 4360, RFC 5668)."""
    administrator, _, number = text.rpartition(":")
    if "." in administrator:
        return struct.pack("!BB4sH", 1, 2, ipaddress.IPv4Address(administrator).packed, int(number))
    if int(administrator) < 65536:
        return struct.pack("!BBHI", 0, 2, int(administrator), int(number))
    return struct.pack("!BBIH", 2, 2, int(administrator), int(number))


def encapsulation(tunnel=8):
    """tunnel: 8 is VXLAN (RFC 9012 section 4.1)."""
    return struct.pack("!BBIH", 3, 0x0C, 0, tunnel)


def router_mac(mac):
    """RFC 9135 section 8.1."""
    return bytes([6, 3]) + mac_bytes(mac)


def community_text(value):
    """One extended community of 8 octets: rt:64512:10001, encap:vxlan, router-mac:02:..., else 0x and its octets."""
    match value[0], value[1]:
        case 0, 2:
            return "rt:{}:{}".format(*struct.unpack("!HI", value[2:]))
        case 1, 2:
            return f"rt:{ipaddress.IPv4Address(value[2:6])}:{int.from_bytes(value[6:], 'big')}"
        case 2, 2:
            return "rt:{}:{}".format(*struct.unpack("!IH", value[2:]))
        case 3, 0x0C:
            tunnel = int.from_bytes(value[6:], "big")
            return "encap:vxlan" if tunnel == 8 else f"encap:{tunnel}"
        case 6, 3:
            return f"router-mac:{value[2:].hex(':')}"
    return f"0x{value.hex()}"


def rd(text):
    """A route distinguisher (RFC 4364 section 4.2), by ASN or by address."""
    administrator, _, number = text.rpartition(":")
    if "." in administrator:
        return struct.pack("!H4sH", 1, ipaddress.IPv4Address(administrator).packed, int(number))
    if int(administrator) < 65536:
        return struct.pack("!HHI", 0, int(administrator), int(number))
    return struct.pack("!HIH", 2, int(administrator), int(number))


def rd_text(value):
    kind = int.from_bytes(value[:2], "big")
    if kind == 0:
        return "{}:{}".format(*struct.unpack("!HI", value[2:]))
    if kind == 1:
        return f"{ipaddress.IPv4Address(value[2:6])}:{int.from_bytes(value[6:], 'big')}"
    if kind == 2:
        return "{}:{}".format(*struct.unpack("!IH", value[2:]))
    return f"0x{value.hex()}"


def label(vni):
    """All 24 bits are the VNI (RFC 8365 section 5.1.3)."""
    return vni.to_bytes(3, "big")


def mac_bytes(mac):
    return bytes.fromhex(mac.replace(":", ""))


def _sized(address):
    packed = ipaddress.ip_address(address).packed
    return bytes([8 * len(packed)]) + packed


def _nlri(kind, body):
    return bytes([kind, len(body)]) + body
