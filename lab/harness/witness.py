# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What passes between a tenant and the DPU, read from the wire in the tenant's namespace.

The daemons tell their sessions' states in four ways and none tells when it connected: here it is the same for all.
"""

import ipaddress
import socket
import struct
import threading
import time
from dataclasses import dataclass, field

from harness import bgp
from harness.wait import until

_ETH_P_ALL, _ETH_P_IP, _ETH_P_IPV6 = 0x0003, 0x0800, 0x86DD
_SO_TIMESTAMPNS = 35
_FIN, _SYN, _RST, _ACK = 0x01, 0x02, 0x04, 0x10
TENANT, DPU = "tenant", "DPU"


@dataclass
class Connection:
    """One TCP connection to the DPU's BGP port. Times: seconds since the epoch, the kernel's."""

    tenant: str
    gateway: str
    syn: float
    accepted: bool = False
    closed_by: str = None
    established: float = None
    messages: list = field(default_factory=list)
    _next: dict = field(default_factory=dict)
    _bytes: dict = field(default_factory=lambda: {TENANT: bytearray(), DPU: bytearray()})

    def segment(self, at, sender, sequence, flags, payload):
        if flags & _SYN:
            self.accepted |= sender == DPU
            self._next[sender] = (sequence + 1) & 0xFFFFFFFF
            return
        if payload and self._next.get(sender) == sequence:  # a retransmission carries an older number
            self._next[sender] = (sequence + len(payload)) & 0xFFFFFFFF
            self._bytes[sender] += payload
            while (message := bgp.take_message(self._bytes[sender])) is not None:
                self._saw(at, sender, message)
        if flags & (_FIN | _RST) and self.closed_by is None:
            self.closed_by = sender

    def sent_by(self, sender, kind):
        return [message for _, who, message in self.messages if who == sender and message.kind == kind]

    def _saw(self, at, sender, message):
        self.messages.append((at, sender, message))
        if self.established is None and all(self.sent_by(who, bgp.KEEPALIVE) for who in (TENANT, DPU)):
            self.established = at

    def __str__(self):
        said = ", ".join(f"{who} {message}" for _, who, message in self.messages[-12:])
        return f"{self.tenant} -> {self.gateway} [{said}]" + (f", closed by {self.closed_by}" if self.closed_by else "")


class Witness:
    """Listens on every Ethernet device of a tenant's namespace from start() until close()."""

    def __init__(self, namespace, port):
        self._port = port
        self._socket = namespace.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_ETH_P_ALL))
        self._socket.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        self._socket.settimeout(0.1)
        self._open = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.connections = []
        self.dialled_by_dpu = []
        self._thread.start()

    def close(self):
        self._stopping.set()
        self._thread.join(timeout=2)
        self._socket.close()

    def established(self, gateway, within):
        """The newest established Connection to this gateway address that is still open."""
        return until(lambda: [each for each in self.to(gateway) if each.established and not each.closed_by]
                     or self.told(gateway),
                     lambda seen: isinstance(seen, list), within, f"a session with {gateway} on the wire")[-1]

    def to(self, gateway):
        wanted = ipaddress.ip_address(gateway)
        return [each for each in list(self.connections) if ipaddress.ip_address(each.gateway) == wanted]

    def told(self, gateway):
        """A line for each of the last connections, for a person."""
        return "; ".join(str(each) for each in self.to(gateway)[-3:]) or "no connection"

    def notifications_from_dpu(self, gateway):
        return [message.notification for each in self.to(gateway)
                for message in each.sent_by(DPU, bgp.NOTIFICATION)]

    def routes_from_dpu(self):
        """UPDATEs with a route the DPU has sent to this tenant."""
        return [message for each in list(self.connections) for message in each.sent_by(DPU, bgp.UPDATE)
                if not message.end_of_rib]

    def _watch(self):
        while not self._stopping.is_set():
            try:
                frame, ancillary, _, link = self._socket.recvmsg(1 << 17, socket.CMSG_SPACE(16))
            except TimeoutError:
                continue
            except OSError:
                return
            at = next((sec + nano / 1e9 for sec, nano in
                       (struct.unpack("qq", data) for _, kind, data in ancillary if kind == _SO_TIMESTAMPNS)),
                      time.time())
            self._frame(at, TENANT if link[2] == socket.PACKET_OUTGOING else DPU, frame)

    def _frame(self, at, sender, frame):
        kind, = struct.unpack_from("!H", frame, 12)
        if kind == _ETH_P_IP and frame[23] == socket.IPPROTO_TCP:
            tcp = 14 + 4 * (frame[14] & 0x0F)
            end = 14 + (struct.unpack_from("!H", frame, 16)[0] or len(frame) - 14)
            addresses = frame[26:30], frame[30:34]
        elif kind == _ETH_P_IPV6 and frame[20] == socket.IPPROTO_TCP:
            tcp = 54
            end = 54 + (struct.unpack_from("!H", frame, 18)[0] or len(frame) - 54)
            addresses = frame[22:38], frame[38:54]
        else:
            return
        source, target = (str(ipaddress.ip_address(address)) for address in addresses)
        source_port, target_port, sequence = struct.unpack_from("!HHI", frame, tcp)
        payload = frame[tcp + 4 * (frame[tcp + 12] >> 4):end]
        ours, theirs = (source, source_port), (target, target_port)
        if sender == DPU:
            ours, theirs = theirs, ours
        if theirs[1] == self._port:
            self._segment(at, (*ours, theirs[0]), sender, sequence, frame[tcp + 13], payload)
        elif ours[1] == self._port and sender == DPU and frame[tcp + 13] & (_SYN | _ACK) == _SYN:
            self.dialled_by_dpu.append(f"{theirs[0]} -> {ours[0]}")

    def _segment(self, at, key, sender, sequence, flags, payload):
        if sender == TENANT and flags & (_SYN | _ACK) == _SYN and (key not in self._open or self._open[key].closed_by):
            self._open[key] = Connection(key[0], key[2], at)
            self.connections.append(self._open[key])
        if key in self._open:
            self._open[key].segment(at, sender, sequence, flags, payload)
