# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Wrong BGP messages made of good ones, the same ones of the same seed."""

import random
import struct

from harness import bgp

_LONGEST = 4096
_INTERESTING = (0, 1, 2, 4, 0x10, 0x40, 0x7F, 0x80, 0xC0, 0xFE, 0xFF)


class Mutator:
    """asn and address: those of the tenant whose good messages are the start."""

    def __init__(self, seed, asn, address, prefixes):
        self.random = random.Random(seed)
        opened = bgp.open_message(asn, address)
        self._opens = [opened, bgp.open_message(4200000001, address), bgp.open_message(asn, address, families=()),
                       _extended(opened)]
        self._attributes = _attributes(asn, address)
        self._nlri = bgp.nlri(prefixes)
        self._session = [bgp.announcement(prefixes, address, [asn], bgp.large_community(asn, 1, 2)),
                         bgp.announcement(prefixes, address, [asn], bgp.unknown_attribute()),
                         bgp.withdrawal(prefixes), bgp.message(bgp.UPDATE, bytes(4)), bgp.message(bgp.KEEPALIVE),
                         *(bgp.message(bgp.ROUTE_REFRESH, struct.pack("!HBB", 1, subtype, 1)) for subtype in range(3))]

    def open(self):
        """An OPEN, mutated."""
        return self._message(self._opens)

    def in_session(self):
        """A message of an established session, mutated; mostly an UPDATE with some wrong attributes."""
        if self.random.randrange(4) == 0:
            return self._message(self._session)
        path = b"".join(self._wrong(each) if self.random.randrange(len(self._attributes)) == 0 else each
                        for each in self._attributes)
        nlri = self._nlri if self.random.randrange(8) else b""
        return bgp.message(bgp.UPDATE, struct.pack("!HH", 0, len(path)) + path + nlri)

    def _wrong(self, attribute):
        """Wrong in flags, type, length, value, or not there at all."""
        flags, kind, length = attribute[:3]
        value = bytearray(attribute[3:])
        match self.random.randrange(6):
            case 0:
                flags = self.random.randrange(256)
            case 1:
                kind = self.random.randrange(40)
            case 2:
                length = (length + self.random.randrange(-2, 3)) % 256
            case 3:
                length = self.random.randrange(2 * len(value) + 2)
                value = (value + bytes(length))[:length]
            case 4:
                return b""
            case _ if value:
                value[self.random.randrange(len(value))] = self.random.randrange(256)
        return bytes([flags, kind, length]) + value

    def _message(self, corpus):
        message = bytearray(self.random.choice(corpus))
        while True:
            message = self._mutate(message, self.random.choice(corpus))[:_LONGEST]
            if self.random.randrange(3):
                break
        if len(message) >= bgp.HEADER_LENGTH and self.random.randrange(10):
            message[16:18] = struct.pack("!H", len(message))  # or else hardly more than the header would be read
        return bytes(message)

    def _mutate(self, message, other):
        header = bgp.HEADER_LENGTH
        if len(message) <= header:
            return message + self.random.randbytes(self.random.randrange(8))
        at = self.random.randrange(header, len(message))
        size = self.random.randrange(1, 17)
        match self.random.randrange(8):
            case 0:
                message[at] ^= 1 << self.random.randrange(8)
            case 1:
                message[at] = self.random.choice(_INTERESTING)
            case 2:
                message[at] = (message[at] + self.random.randrange(-2, 3)) % 256
            case 3:
                del message[at:]
            case 4:
                del message[at:at + size]
            case 5:
                message[at:at] = self.random.randbytes(size)
            case 6:
                message[at:] = other[self.random.randrange(header, len(other) + 1):]
            case _:
                message[self.random.randrange(len(message)) if size == 16 else at] = self.random.randrange(256)
        return message


def _extended(opened):
    """The same OPEN with the extended optional parameters length of RFC 9072."""
    fixed, capabilities = opened[bgp.HEADER_LENGTH:bgp.HEADER_LENGTH + 9], opened[bgp.HEADER_LENGTH + 12:]
    parameter = struct.pack("!BH", 2, len(capabilities)) + capabilities
    return bgp.message(bgp.OPEN, fixed + b"\xff\xff" + struct.pack("!H", len(parameter)) + parameter)


def _attributes(asn, address):
    """One good attribute of each kind that has rules, and one that nobody knows. Lengths of one octet."""
    optional, both = bgp.OPTIONAL, bgp.OPTIONAL | bgp.TRANSITIVE
    host = bytes(map(int, address.split(".")))
    number = struct.pack("!I", asn)
    mapped = bytes(10) + b"\xff\xff" + host
    prefix = bytes.fromhex("3020010db80203")
    return [bgp.attribute(flags, kind, value) for flags, kind, value in (
        (bgp.TRANSITIVE, 1, b"\0"), (bgp.TRANSITIVE, 2, b"\2\1" + number), (bgp.TRANSITIVE, 3, host),
        (optional, 4, number), (bgp.TRANSITIVE, 5, number), (bgp.TRANSITIVE, 6, b""), (both, 7, number + host),
        (both, 8, b"\xfe\x4c\0\1"), (optional, 9, host), (optional, 10, host),
        (optional, 14, b"\0\2\1\x10" + mapped + b"\0" + prefix), (optional, 15, b"\0\2\1" + prefix),
        (both, 16, bytes(8)), (both, 17, b"\2\1" + number), (both, 18, number + host),
        (optional, 26, b"\1\0\x0b" + bytes(8)), (both, 32, bytes(12)), (both, 35, number), (both, 200, number))]
