# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""MRT table dumps (RFC 6396), as GoBGP takes many routes at once: one route of the host itself for each IPv4 prefix."""

import struct

from harness import bgp

_TABLE_DUMP_V2, _PEER_INDEX_TABLE, _RIB_IPV4_UNICAST = 13, 1, 2
_AS4_PEER = 0x02


def table_dump(prefixes):
    """The bytes of a dump with these prefixes (text), of an empty AS_PATH and no next hop but the announcing host's."""
    peer = struct.pack("!B4s4sI", _AS4_PEER, bytes(4), bytes(4), 0)
    records = [_record(_PEER_INDEX_TABLE, struct.pack("!4sHH", bytes(4), 0, 1) + peer)]
    attributes = bgp.attribute(bgp.TRANSITIVE, bgp.ORIGIN, b"\0") + bgp.attribute(bgp.TRANSITIVE, bgp.AS_PATH, b"") \
        + bgp.attribute(bgp.TRANSITIVE, bgp.NEXT_HOP, bytes(4))
    for number, prefix in enumerate(prefixes):
        entry = struct.pack("!HIH", 0, 0, len(attributes)) + attributes
        records.append(_record(_RIB_IPV4_UNICAST, struct.pack("!I", number) + bgp.nlri([prefix])
                               + struct.pack("!H", 1) + entry))
    return b"".join(records)


def _record(subtype, body):
    return struct.pack("!IHHI", 0, _TABLE_DUMP_V2, subtype, len(body)) + body
