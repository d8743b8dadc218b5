# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""An UPDATE read back into routes with all their attributes, so that a scenario can say what they must be, exactly."""

import ipaddress
import struct
from dataclasses import dataclass

from harness import bgp, evpn

FAMILIES = {bgp.IPV4_UNICAST: "ipv4-unicast", bgp.IPV6_UNICAST: "ipv6-unicast", bgp.L2VPN_EVPN: "l2vpn-evpn"}
AFI_SAFI = {name: numbers for numbers, name in FAMILIES.items()}
_ORIGINS = ("igp", "egp", "incomplete")


@dataclass(frozen=True)
class Route:
    """nlri: the prefix as text, or an evpn route. Absent attributes are None or ().

    others: (type, hexadecimal) of each that is not named here.
    """

    family: str
    nlri: object
    next_hop: str
    origin: str = None
    as_path: tuple = None
    med: int = None
    local_pref: int = None
    communities: tuple = ()
    extended_communities: tuple = ()
    large_communities: tuple = ()
    others: tuple = ()

    @property
    def key(self):
        return key(self.family, self.nlri)

    @property
    def prefix(self):
        """None for an EVPN route that is not of type 5."""
        return prefix_of(self.nlri)

    @property
    def route_targets(self):
        return {each.removeprefix("rt:") for each in self.extended_communities if each.startswith("rt:")}


@dataclass(frozen=True)
class Update:
    """withdrawn: (family, nlri) each; end_of_rib: the family, when it is one."""

    announced: tuple = ()
    withdrawn: tuple = ()
    end_of_rib: str = None


def key(family, nlri):
    return family, nlri if isinstance(nlri, str) else nlri.key


def prefix_of(nlri):
    return nlri if isinstance(nlri, str) else getattr(nlri, "prefix", None)


def decode(body):
    """The Update in the body of an UPDATE message with four-octet ASNs. Raises ValueError for what is malformed."""
    try:
        return _decode(body)
    except (struct.error, IndexError, KeyError) as short:
        raise ValueError(f"UPDATE cut short or without a mandatory attribute ({short}): {body.hex()}") from short


def prefixes(data, size):
    """RFC 4271's encoding read back; size: octets of an address."""
    found = []
    while data:
        octets = (data[0] + 7) // 8
        if octets > size or len(data) < 1 + octets:
            raise ValueError(f"prefix cut short: {data.hex()}")
        address = ipaddress.ip_address(data[1:1 + octets] + bytes(size - octets))
        found.append(str(ipaddress.ip_network((address, data[0]))))
        data = data[1 + octets:]
    return found


def _decode(body):
    size, = struct.unpack_from("!H", body)
    withdrawn = [("ipv4-unicast", each) for each in prefixes(body[2:2 + size], 4)]
    length, = struct.unpack_from("!H", body, 2 + size)
    attributes = _attributes(body[4 + size:4 + size + length])
    plain = prefixes(body[4 + size + length:], 4)
    reach, unreach = attributes.pop(bgp.MP_REACH, None), attributes.pop(bgp.MP_UNREACH, None)
    path = _path(attributes)
    announced = [Route("ipv4-unicast", each, _address(attributes[bgp.NEXT_HOP]), **path) for each in plain]
    if reach is not None:
        family, next_hop = _family(reach), reach[4:4 + reach[3]]
        announced += [Route(family, each, _address(next_hop), **path) for each in _nlri(family, reach[5 + reach[3]:])]
    if unreach is not None:
        withdrawn += [(_family(unreach), each) for each in _nlri(_family(unreach), unreach[3:])]
    end_of_rib = None
    if not announced and not withdrawn:
        end_of_rib = "ipv4-unicast" if unreach is None else _family(unreach)
    return Update(tuple(announced), tuple(withdrawn), end_of_rib)


def _attributes(data):
    found = {}
    while data:
        extended = data[0] & bgp.EXTENDED_LENGTH
        length = struct.unpack_from("!H", data, 2)[0] if extended else data[2]
        start = 4 if extended else 3
        if len(data) < start + length or data[1] in found:
            raise ValueError(f"attribute {data[1]} twice or cut short")
        found[data[1]] = data[start:start + length]
        data = data[start + length:]
    return found


def _path(attributes):
    rest = {kind: value for kind, value in attributes.items() if kind != bgp.NEXT_HOP}
    named = {}
    for kind, (name, read) in _READERS.items():
        if kind in rest:
            named[name] = read(rest.pop(kind))
    return {**named, "others": tuple(sorted((kind, value.hex()) for kind, value in rest.items()))}


def _as_path(value):
    """A tuple of ASNs; a segment that is no AS_SEQUENCE stands in it as a tuple (type, ASNs...)."""
    path = []
    while value:
        asns = struct.unpack_from(f"!{value[1]}I", value, 2)
        path += asns if value[0] == 2 else [(value[0], *asns)]
        value = value[2 + 4 * value[1]:]
    return tuple(path)


def _number(value):
    return struct.unpack("!I", value)[0]


_READERS = {
    bgp.ORIGIN: ("origin", lambda value: _ORIGINS[value[0]]),
    bgp.AS_PATH: ("as_path", _as_path),
    bgp.MED: ("med", _number),
    bgp.LOCAL_PREF: ("local_pref", _number),
    bgp.COMMUNITIES: ("communities", lambda value: tuple("{}:{}".format(*each)
                                                         for each in struct.iter_unpack("!HH", value))),
    bgp.EXTENDED_COMMUNITIES: ("extended_communities",
                               lambda value: tuple(evpn.community_text(value[start:start + 8])
                                                   for start in range(0, len(value), 8))),
    bgp.LARGE_COMMUNITIES: ("large_communities", lambda value: tuple("{}:{}:{}".format(*each)
                                                                     for each in struct.iter_unpack("!III", value))),
}


def _family(value):
    numbers = struct.unpack_from("!HB", value)
    return FAMILIES.get(numbers, f"afi-safi-{numbers[0]}-{numbers[1]}")


def _nlri(family, data):
    if family == "l2vpn-evpn":
        return evpn.decode(data)
    if family in AFI_SAFI:
        return prefixes(data, 4 if family == "ipv4-unicast" else 16)
    return [data.hex()]


def _address(value):
    """A next hop; of two (RFC 2545 section 3) the global one."""
    return str(ipaddress.ip_address(value[:16] if len(value) > 16 else value))
