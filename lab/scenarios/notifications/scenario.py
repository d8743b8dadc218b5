# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Every notification of tenant-bgp-operations reaches a subscriber over RESTCONF; NETCONF has no stream for them."""

import json
import sys
from pathlib import Path

import pytest

from harness import bgp, expect
from harness.credentials import basic
from harness.karaf import RUN
from harness.process import Process
from harness.raw_speaker import RawSpeaker
from harness.restconf import Refused
from harness.wait import until

STREAM = Path(__file__).with_name("stream.py")
NAMES = ["tenant-session-up", "tenant-session-down", "tenant-open-refused", "maximum-prefixes-reached",
         "prefix-rejected", "deprecated-prefixes-in-effect"]
NETCONF_SECONDS = 120
HOST = {"tenant-interface": "host1", "vpc": "blue", "host-address": "10.0.0.10"}


class Subscriber:
    """A program on the DPU that prints what it is told."""

    def __init__(self, scenario, name, command):
        self._log = RUN / scenario.name / f"{name}.log"
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self._log.unlink(missing_ok=True)
        self._process = Process(scenario.dpu.namespace, name, command, self._log)

    def __enter__(self):
        self._process.start()
        return self

    def __exit__(self, *_):
        self._process.stop()

    def text(self):
        self._process.require_running()
        return self._log.read_text(encoding="utf-8")

    def events(self, name):
        """The notifications of this name, as objects."""
        lines = [line.removeprefix("data: ") for line in self.text().splitlines() if line.startswith("data: {")]
        bodies = [json.loads(line)["ietf-restconf:notification"] for line in lines]
        return [body[f"tenant-bgp-operations:{name}"] for body in bodies if f"tenant-bgp-operations:{name}" in body]

    def await_event(self, name, **members):
        """A notification of this name with these members."""
        return until(lambda: self.events(name), lambda seen: any(members.items() <= each.items() for each in seen), 10,
                     f"{name} with {members}")


def restconf(scenario):
    """Creates a stream of all notifications, and curl that reads it."""
    known = streams(scenario)
    # The platform makes the stream, and fails to answer: its leaf stream-name is not in the model sal-remote.
    with pytest.raises(Refused, match="HTTP 500"):
        scenario.dpu.restconf.invoke("sal-remote:create-notification-stream", notifications=[
            f"(urn:io:tenantbgp:operations?revision=2026-11-26){name}" for name in NAMES])
    made = {name: access for name, access in streams(scenario).items() if name not in known}
    assert len(made) == 1, made
    location = made.popitem()[1]["json"]
    return Subscriber(scenario, "curl", ["curl", "-sSN", "--max-time", "300", "-u", basic(), "-H",
                                         "Accept: text/event-stream", location])


def streams(scenario):
    """RESTCONF's streams by name, each with its locations by encoding."""
    found = scenario.dpu.restconf.get("ietf-restconf-monitoring:restconf-state/streams", "nonconfig") or {}
    return {stream["name"]: {access["encoding"]: access["location"] for access in stream["access"]}
            for stream in found.get("ietf-restconf-monitoring:streams", {}).get("stream", [])}


def test_all_notifications_reach_a_subscriber(scenario):
    netconf = Subscriber(scenario, "netconf", [sys.executable, str(STREAM), str(NETCONF_SECONDS)])
    with netconf, restconf(scenario) as subscriber:
        until(netconf.text, lambda text: "subscribed" in text, 30, "NETCONF accepts the subscription")
        scenario.start_speakers()
        expect.established(scenario, "frr", "host1", 65010)
        up = subscriber.await_event("tenant-session-up", **HOST)[0]
        assert up["tenant-asn"] == 65010 and up["hold-time"] == 9, up

        scenario.announce()
        subscriber.await_event("prefix-rejected", **HOST, prefix="198.51.100.10/32", reason="not-in-allowed-prefixes",
                               **{"nearest-allowed-entry": "203.0.113.0/24"})
        subscriber.await_event("maximum-prefixes-reached", **HOST, family="ipv4-unicast", action="drop-excess",
                               **{"maximum-prefixes": 2})
        subscriber.await_event("prefix-rejected", **HOST, reason="maximum-prefixes")

        scenario.tenants["frr"].speaker.stop()
        subscriber.await_event("tenant-session-down", **HOST)
        with RawSpeaker(scenario.tenants["frr"].namespace, "10.0.0.1", "10.0.0.10") as speaker:
            speaker.connect()
            speaker.send(bgp.open_message(65000, "10.0.0.10"))
            speaker.wait_closed(10)
        refusal = subscriber.await_event("tenant-open-refused", **HOST, code=2, subcode=2, direction="sent")[-1]
        assert "the DPU's own" in refusal["message"], refusal

        scenario.dpu.put_site({"tenant-bgp-site:site": {
            "anycast-site-prefixes": ["203.0.113.0/24"],
            "fnn": {"routing-profiles": {"routing-profile": [{"name": "vips"}]}}}})
        subscriber.await_event("deprecated-prefixes-in-effect", **{"tenant-interface": "host1", "vpc": "blue",
                                                                   "routing-profile": "vips"})
        # The reason why docs/operate.md sends subscribers to RESTCONF.
        assert "urn:io:tenantbgp:operations" not in netconf.text().split("subscribed")[1]
