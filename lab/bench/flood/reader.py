# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""reader.py ADDRESS: a receiver that looks at nothing, so that what it takes is the sender's and the kernel's time."""

import socket
import sys

from harness import bgp
from harness.flood import CEASE

_BUFFER = 1 << 20
_TAIL = len(CEASE) + 2 * bgp.HEADER_LENGTH


def main(address):
    listener = socket.create_server((address, 179))
    print("listening", flush=True)
    buffer = bytearray(_BUFFER)
    while True:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(bgp.open_message(65000, "192.0.2.1") + bgp.message(bgp.KEEPALIVE))
            _read_all(connection, buffer)


def _read_all(connection, buffer):
    """Until a Cease; the sender may have a KEEPALIVE or two left to say behind it."""
    view = memoryview(buffer)
    tail = b""
    while (count := connection.recv_into(view)) > 0:
        tail = (tail + buffer[max(count - _TAIL, 0):count])[-_TAIL:]
        if CEASE in tail:
            return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
