# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A BGP peer in the fabric that remembers every UPDATE with its time, over all sessions it has had, and says any bytes."""

import contextlib
import queue
import socket
import threading
import time
from dataclasses import dataclass

from harness import bgp, update
from harness.raw_speaker import RawSpeaker
from harness.report import say
from harness.wait import until

_REDIAL_SECONDS = 0.5
_HANDSHAKE_SECONDS = 5


@dataclass(frozen=True)
class Seen:
    """One route's coming (sign +, with its Route) or going (-, without).

    at: time.monotonic_ns() of the read. session: counted from 1. nlri: prefix or evpn route, as withdrawn or announced.
    """

    at: int
    session: int
    sign: str
    family: str
    nlri: object
    route: update.Route = None

    @property
    def key(self):
        return update.key(self.family, self.nlri)

    @property
    def prefix(self):
        return update.prefix_of(self.nlri)

    def __str__(self):
        return f"{self.sign}{self.family} {self.route or self.nlri} (session {self.session})"


class Listener:
    """One local address at which connections are accepted from start() until close(), for the peers that expect them."""

    def __init__(self, namespace, local):
        self._accepted = {}
        self._socket = namespace.socket(socket.AF_INET6 if ":" in local else socket.AF_INET)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind((local, 179))
        self._socket.settimeout(0.1)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def expect(self, remote):
        """From now on this address may connect; the queue of its connections, the oldest first."""
        return self._accepted.setdefault(remote, queue.Queue(8))

    def start(self):
        self._socket.listen(8)
        self._thread.start()

    def close(self):
        self._stopping.set()
        self._thread.join(timeout=2)
        self._socket.close()

    def _accept(self):
        while not self._stopping.is_set():
            try:
                connection, address = self._socket.accept()
            except TimeoutError:
                continue
            try:
                self._accepted[address[0]].put_nowait(connection)
            except (KeyError, queue.Full):
                connection.close()


class FabricPeer:
    """From start() until stop(): connects, or takes the connections of a listener, again and again.

    local, remote: addresses. listener: None when this end dials. families: names as in dpu.json. The thread that reads only
    notes the time; decoding is the asking thread's, so that a measurement is not disturbed by it.
    """

    def __init__(self, namespace, local, remote, asn, identifier, families, listener=None, hold=9):
        self.name = f"fabric peer {local} of {remote}"
        self.asn, self.local, self.remote = asn, local, remote
        self._namespace = namespace
        self._accepted = None if listener is None else listener.expect(remote)
        self._open = {"asn": asn, "identifier": identifier, "hold": hold,
                      "families": [update.AFI_SAFI[family] for family in families]}
        self._stopping = threading.Event()
        self._thread = None
        self._heard = threading.Condition()
        self._undecoded = []
        self._events = []
        self._last_heard = time.monotonic_ns()
        self._decoding = threading.Lock()
        self.sessions = []
        self.malformed = []

    def start(self):
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self):
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=_HANDSHAKE_SECONDS + 5)

    @property
    def session(self):
        """The RawSpeaker of the session that is up, or None: send() of it says any bytes."""
        newest = self.sessions[-1] if self.sessions else None
        return None if newest is None or newest.closed.is_set() else newest

    def await_session(self, within=30):
        return until(lambda: self.session or str(self), lambda seen: isinstance(seen, RawSpeaker), within,
                     f"a session of {self.name}")

    def send(self, *messages):
        """On the session that is up; time.monotonic_ns() as the last octets left."""
        return self.await_session(within=0).send(b"".join(messages))

    def reset(self):
        """End the session with an administrative reset (RFC 4486); the next one follows."""
        session = self.await_session(within=0)
        with contextlib.suppress(OSError):
            session.send(bgp.message(bgp.NOTIFICATION, bytes([6, 4])))
        session.closed.set()  # the thread that has made it closes it

    def events(self, prefix=None, family=None, since=0):
        """Every Seen in order, of a prefix, of a family, at or after a time.monotonic_ns()."""
        self._decode()
        return [each for each in list(self._events) if (prefix is None or each.prefix == prefix)
                and (family is None or each.family == family) and each.at >= since]

    def routes(self, prefix=None, family=None):
        """The Routes that are there now; none without a session."""
        if self.session is None:
            return []
        number, table = len(self.sessions), {}
        for each in self.events(prefix, family):
            if each.session == number:
                table.pop(each.key, None)
                if each.sign == "+":
                    table[each.key] = each.route
        return list(table.values())

    def await_route(self, prefix, family, holds=lambda route: True, within=5):
        """The one route to this prefix, when there is exactly one and holds(it)."""
        return until(lambda: self.routes(prefix, family), lambda seen: len(seen) == 1 and holds(seen[0]), within,
                     f"{self.name} has a route of {family} to {prefix}")[0]

    def await_gone(self, prefix, family, within=5):
        until(lambda: self.routes(prefix, family), lambda seen: not seen, within,
              f"{self.name} has no route of {family} to {prefix}")

    def await_change(self, sign, prefix, family, since, within=2):
        """The first Seen of this sign at or after `since`: woken by the reader, not by asking again and again."""
        deadline = time.monotonic() + within
        while True:
            found = [each for each in self.events(prefix, family, since) if each.sign == sign]
            if found:
                return found[0]
            with self._heard:
                if not self._undecoded:
                    self._heard.wait(max(deadline - time.monotonic(), 0))
            if time.monotonic() >= deadline:
                raise AssertionError(f"{self.name}: no {sign}{family} {prefix} within {within} s; since then: "
                                     f"{[str(each) for each in self.events(since=since)][-10:]}; {self}")

    def quiet_for(self):
        """Seconds since the last UPDATE was read; costs nothing, other than asking for routes."""
        return (time.monotonic_ns() - self._last_heard) / 1e9

    def forget(self):
        """Drop the past events of a long measurement; those of the future count on."""
        with self._decoding, self._heard:
            self._undecoded.clear()
            self._events.clear()

    @property
    def end_of_ribs(self):
        """Families of the End-of-RIB markers of the session that is up."""
        return [each.family for each in self.events() if each.sign == "." and each.session == len(self.sessions)]

    def __str__(self):
        return f"{len(self.sessions)} sessions, the last: {self.sessions[-1] if self.sessions else 'none'}"

    def _run(self):
        while not self._stopping.is_set():
            speaker = None
            try:
                speaker = self._connect(len(self.sessions) + 1)
                if speaker is not None:
                    speaker.handshake(within=_HANDSHAKE_SECONDS, **self._open)
                    self.sessions.append(speaker)
                    say(f"{self.name}: session {len(self.sessions)} is up")
                    # A peer that connects anew has lost the session, whether it could say so or not.
                    while not self._stopping.is_set() and not speaker.closed.wait(0.1) and not self._connected_anew():
                        pass
            except (OSError, AssertionError):
                self._stopping.wait(_REDIAL_SECONDS)
            finally:
                if speaker is not None:
                    speaker.close()

    def _connected_anew(self):
        return self._accepted is not None and not self._accepted.empty()

    def _connect(self, number):
        """A RawSpeaker with a connection, or None for the time being."""
        speaker = RawSpeaker(self._namespace, self.remote, self.local,
                             hear=lambda message, at: self._hear(message, at, number))
        if self._accepted is None:
            return speaker.connect()
        try:
            return speaker.adopt(self._accepted.get(timeout=0.1))
        except queue.Empty:
            return None

    def _hear(self, message, at, number):
        if message.kind == bgp.UPDATE:
            with self._heard:
                self._undecoded.append((at, number, message.body))
                self._last_heard = at
                self._heard.notify_all()

    def _decode(self):
        with self._decoding:
            with self._heard:
                heard, self._undecoded = self._undecoded, []
            for at, number, body in heard:
                try:
                    decoded = update.decode(body)
                except ValueError as wrong:
                    self.malformed.append(wrong)
                    continue
                self._events += [Seen(at, number, "-", family, nlri) for family, nlri in decoded.withdrawn]
                self._events += [Seen(at, number, "+", each.family, each.nlri, each) for each in decoded.announced]
                if decoded.end_of_rib:
                    self._events.append(Seen(at, number, ".", decoded.end_of_rib, "End-of-RIB"))
