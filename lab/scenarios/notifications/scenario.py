# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Every notification of tenant-bgp-operations reaches a subscriber, over RESTCONF in JSON and XML, and over NETCONF."""

import json
from xml.etree import ElementTree

from harness import bgp, expect, netconf
from harness.credentials import basic
from harness.karaf import RUN
from harness.process import Process
from harness.raw_speaker import RawSpeaker
from harness.wait import until

NAMES = ["tenant-session-up", "tenant-session-down", "tenant-open-refused", "maximum-prefixes-reached",
         "prefix-rejected", "deprecated-prefixes-in-effect"]
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


class NetconfSubscriber:
    """A NETCONF session that has a subscription, and what it was told."""

    def __init__(self, client, **options):
        self._client = client
        self._told = []
        client.create_subscription(**options)

    def told(self):
        """Every notification so far: {name of a leaf: text}, with the notification's own name and eventTime."""
        while (taken := self._client.take_notification(block=False)) is not None:
            time, body = sorted(ElementTree.fromstring(taken.notification_xml), key=lambda each: "eventTime" not in each.tag)
            namespace, name = body.tag[1:].split("}")
            self._told.append({"": name, "namespace": namespace, "time": time.text,
                               **{leaf.tag.partition("}")[2]: leaf.text for leaf in body}})
        return self._told

    def await_event(self, name, **members):
        """A notification of this name with these members."""
        wanted = {"": name, "namespace": netconf.OPERATIONS, **{key: str(value) for key, value in members.items()}}
        return until(self.told, lambda seen: any(wanted.items() <= each.items() for each in seen), 10, f"NETCONF: {wanted}")


def restconf(scenario):
    """Creates a stream of all notifications; its locations by encoding."""
    name = scenario.dpu.restconf.invoke("sal-remote:create-notification-stream", notifications=[
        f"(urn:io:tenantbgp:operations?revision=2026-11-26){each}" for each in NAMES])["notification-stream-identifier"]
    return streams(scenario)[name]


def reader(scenario, encoding, location):
    """curl that reads a stream."""
    return Subscriber(scenario, f"curl-{encoding}", ["curl", "-sSN", "--max-time", "300", "-u", basic(), "-H",
                                                     "Accept: text/event-stream", location])


def streams(scenario):
    """RESTCONF's streams by name, each with its locations by encoding."""
    found = scenario.dpu.restconf.get("ietf-restconf-monitoring:restconf-state/streams", "nonconfig") or {}
    return {stream["name"]: {access["encoding"]: access["location"] for access in stream["access"]}
            for stream in found.get("ietf-restconf-monitoring:streams", {}).get("stream", [])}


def test_all_notifications_reach_a_subscriber(scenario):
    locations = restconf(scenario)
    with reader(scenario, "json", locations["json"]) as subscriber, reader(scenario, "xml", locations["xml"]) as xml, \
            netconf.session(scenario.dpu.namespace) as client, netconf.session(scenario.dpu.namespace) as other:
        listed = client.get(filter=("subtree", '<netconf xmlns="urn:ietf:params:xml:ns:netmod:notification"/>')).data_xml
        assert "<name>NETCONF</name>" in listed and "<replaySupport>false" in listed, listed
        everything = NetconfSubscriber(client)
        ups = NetconfSubscriber(other, stream_name="NETCONF", filter=(
            "subtree", f'<tenant-session-up xmlns="{netconf.OPERATIONS}"/>'))

        def told(name, **members):
            everything.await_event(name, **members)
            return subscriber.await_event(name, **members)

        scenario.start_speakers()
        expect.established(scenario, "frr", "host1", 65010)
        up = told("tenant-session-up", **HOST)[0]
        assert up["tenant-asn"] == 65010 and up["hold-time"] == 9, up
        ups.await_event("tenant-session-up", **HOST, **{"tenant-asn": 65010})
        until(xml.text, lambda text: "<tenant-asn>65010</tenant-asn>" in text, 10, "XML over RESTCONF")

        scenario.announce()
        told("prefix-rejected", **HOST, prefix="198.51.100.10/32", reason="not-in-allowed-prefixes",
             **{"nearest-allowed-entry": "203.0.113.0/24"})
        told("maximum-prefixes-reached", **HOST, family="ipv4-unicast", action="drop-excess", **{"maximum-prefixes": 2})
        told("prefix-rejected", **HOST, reason="maximum-prefixes")

        scenario.tenants["frr"].speaker.stop()
        told("tenant-session-down", **HOST)
        with RawSpeaker(scenario.tenants["frr"].namespace, "10.0.0.1", "10.0.0.10") as speaker:
            speaker.connect()
            speaker.send(bgp.open_message(65000, "10.0.0.10"))
            speaker.wait_closed(10)
        refusal = told("tenant-open-refused", **HOST, code=2, subcode=2, direction="sent", **{"tenant-asn": 65000})[-1]
        assert "the DPU's own" in refusal["message"], refusal

        scenario.dpu.put_site({"tenant-bgp-site:site": {
            "anycast-site-prefixes": ["203.0.113.0/24"],
            "fnn": {"routing-profiles": {"routing-profile": [{"name": "vips"}]}}}})
        told("deprecated-prefixes-in-effect", **{"tenant-interface": "host1", "vpc": "blue", "routing-profile": "vips"})
        assert {each[""] for each in ups.told()} == {"tenant-session-up"}, "the filter holds, and a filter of one is not another's"
        assert all(each["time"] for each in everything.told())


def test_a_subscription_that_cannot_be_is_refused(scenario):
    with netconf.session(scenario.dpu.namespace) as client:
        for options, tag in (({"stream_name": "other"}, "invalid-value"),
                             ({"start_time": "2026-01-01T00:00:00Z"}, "operation-not-supported")):
            assert netconf.refusal(client.create_subscription, **options).tag == tag
        client.create_subscription()
        assert netconf.refusal(client.create_subscription).tag == "operation-failed"
