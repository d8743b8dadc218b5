# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A hostile host and the metadata service: the right answers, and another host that is answered as fast as ever."""

import contextlib
import json
import re
import socket
import sys
import time

import pytest
from prometheus_client.parser import text_string_to_metric_families

from harness import quiet
from harness.credentials import VIEWER, basic
from harness.dpu import METADATA
from harness.http_attack import GET, SERVICE
from harness.karaf import ROOT
from harness.process import Process
from harness.report import say
from harness.vip_probe import percentile
from harness.wait import until

SECONDS = 4  # of each attack
P99_MILLISECONDS = 250
LOG_BYTES = 50_000
IP_MINTTL = 21  # linux/in.h
GET_ASN = GET + b"\r\n"
GET_ROOT = b"GET /latest/meta-data/asn HTTP/1.1\r\nHost: "

REQUESTS = [
    (GET_ASN, 200),
    (GET_ROOT + b"evil.example\r\n\r\n", 200),
    (b"GET http://evil.example/latest/meta-data/asn HTTP/1.1\r\nHost: 169.254.169.254\r\n\r\n", 200),
    (b"HEAD /latest/user-data HTTP/1.1\r\nHost: x\r\n\r\n", 200),
    (b"GET /latest/meta-data/asn HTTP/1.0\r\n\r\n", 200),
    (GET + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n", 200),
    (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    (b"GET /latest/meta-data/asn HTTP/3.0\r\nHost: x\r\n\r\n", 505),
    (b"GET /latest/../../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", 404),
    (b"GET /latest/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", 404),
    (b"GET /latest/meta-data/..\\user-data HTTP/1.1\r\nHost: x\r\n\r\n", 404),
    (b"GET //latest/meta-data/asn HTTP/1.1\r\nHost: x\r\n\r\n", 404),
    (b"GET /latest/meta-data/\0 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    (b"GET /latest/meta-data/\xc3\xa9 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    (GET + b"X: a\0b\r\n\r\n", 400),
    (GET_ROOT + b"x\r\nHost: y\r\n\r\n", 400),
    (GET_ROOT + b"x y\r\n\r\n", 400),
    (b"GET /latest/meta-data/asn HTTP/1.1\r\n\r\n", 400),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),  # TLS
    (GET + b"X-Forwarded-For: 192.0.2.1\r\n\r\n", 403),
    (GET + b"Content-Length: 1\r\n\r\nx", 413),
    (GET + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 413),
    (b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
    (GET + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n", 431),
] + [(method + GET_ASN[3:], 405) for method in (b"TRACE", b"PUT", b"POST", b"DELETE", b"CONNECT", b"OPTIONS", b"get")]


def answer(namespace, octets, minimum_ttl=0):
    """All that the service sends to one connection of this host."""
    with namespace.socket(socket.AF_INET) as connection:
        connection.settimeout(3)
        connection.setsockopt(socket.IPPROTO_IP, IP_MINTTL, minimum_ttl)
        connection.connect(SERVICE)
        connection.sendall(octets)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def asn(namespace):
    """The ASN that is served, None while nothing listens."""
    try:
        return answer(namespace, GET_ASN).rpartition(b"\r\n\r\n")[2]
    except OSError:
        return None


def latencies(namespace, go_on):
    """Milliseconds of GETs, each on a connection of its own, while `go_on()`."""
    seen = []
    while go_on() and len(seen) < 100_000:
        started = time.monotonic()
        body = answer(namespace, GET_ASN).rpartition(b"\r\n\r\n")[2]
        seen.append(1000 * (time.monotonic() - started))
        assert body == b"65000", body
    return seen


def described(seen):
    return f"{len(seen)} GETs, p50 {percentile(seen, 50):.1f} ms, p99 {percentile(seen, 99):.1f}, max {max(seen):.1f}"


@pytest.fixture
def hosts(scenario):
    """(the hostile host, the good one): their namespaces, once the service answers; the log is looked at in the end."""
    for tenant in scenario.tenants.values():
        tenant.witness.close()  # it would read every packet
    hostile, good = (scenario.tenants[name].namespace for name in ("hostile", "good"))
    until(lambda: asn(good), lambda seen: seen == b"65000", 5, "the ASN is served")
    log = scenario.dpu.karaf.log
    begin = log.stat().st_size
    yield hostile, good
    with open(log, "rb") as file:
        file.seek(begin)
        logged = file.read().decode("utf-8", "replace")
    traces = re.findall(r"^\s+at [\w.$/]+\(.*$", logged, re.MULTILINE)
    assert not traces and len(logged) < LOG_BYTES, logged[:LOG_BYTES]


def test_wrong_requests_get_their_status(hosts):
    hostile, good = hosts
    for octets, status in REQUESTS:
        answered = answer(hostile, octets)
        assert answered.startswith(b"HTTP/1.1 %d " % status), f"{octets[:60]}: {answered[:200]}"
        head = answered.lower().partition(b"\r\n\r\n")[0]
        assert b"\r\nserver:" not in head and b"exception" not in answered.lower(), answered[:400]
        assert status != 405 or b"\r\nallow: get, head" in head, head
    assert asn(good) == b"65000"


def test_other_host_is_answered_in_time_throughout(scenario, hosts):
    hostile, good = hosts
    begin = time.monotonic()
    latencies(good, lambda: time.monotonic() < begin + 2)  # a JVM compiles what it runs often
    with quiet.awake(60):
        begin, steal = time.monotonic(), quiet.Steal()
        say(f"alone: {described(latencies(good, lambda: time.monotonic() < begin + 2))}, {steal}")
        for name in ("slowloris", "large-headers", "pipelined"):
            steal = quiet.Steal()
            seen, report = during(scenario, name, hostile, good)
            say(f"during {name}: {described(seen)}, {steal}; the hostile host saw {report}")
            assert percentile(seen, 99) < P99_MILLISECONDS, f"during {name}: {described(seen)}"
            if name == "slowloris":
                assert report["connections"] >= 1000, report
            else:
                assert report["whole"] >= 1 and list(report["statuses"]) == [{"large-headers": "431", "pipelined": "200"}[name]]


def during(scenario, name, hostile, good):
    """(the good host's latencies, the hostile one's report)"""
    log = scenario.dpu.karaf.base / f"attack-{name}.json"
    log.unlink(missing_ok=True)
    attack = Process(hostile, name, [sys.executable, "-m", "harness.http_attack", name, str(SECONDS)], log,
                     directory=ROOT / "lab")
    attack.start()
    try:
        seen = latencies(good, attack.running)
    finally:
        attack.stop()
    try:
        return seen, json.loads(log.read_text(encoding="utf-8"))
    except ValueError as broken:
        raise AssertionError(f"{name} has failed: {attack.log_tail()}") from broken


def test_answers_are_counted_in_the_state_and_in_the_metrics(scenario, hosts):
    hostile, _ = hosts
    before = requests_so_far(scenario, hostile)
    for octets, _ in REQUESTS:
        answer(hostile, octets)
    expected = {str(status): before.get(str(status), 0) + sum(each == status for _, each in REQUESTS)
                for _, status in REQUESTS}
    until(lambda: requests(scenario), lambda seen: expected.items() <= seen.items(), 5, f"the metrics are {expected}")
    state = scenario.dpu.restconf.get(f"{METADATA}/state", "nonconfig")["instance-metadata:state"]
    assert state["listening-address"] == [SERVICE[0]] and "problem" not in state
    assert {str(each["status"]): int(each["count"]) for each in state["counters"]["responses"]} == requests(scenario)
    names = {family.name for family in metrics(scenario)}
    assert {"tenant_bgp_session_established", "tenant_bgp_session_accepted_prefixes", "tenant_bgp_interface_listening",
            "tenant_bgp_metadata_listening"} <= names, names
    unauthorised = scenario.dpu.namespace.run(["curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", METRICS])
    assert unauthorised == "401"


METRICS = "http://127.0.0.1:8181/metrics"


def metrics(scenario):
    text = scenario.dpu.namespace.run(["curl", "-sSf", "--max-time", "5", "-u", basic(VIEWER), METRICS])
    return list(text_string_to_metric_families(text))


def requests_so_far(scenario, namespace):
    """What `requests` says once nothing asked before is missing: the state is published once a second.

    Connections held open are in the first state that is published after they were.
    """
    until(lambda: open_connections(scenario), lambda seen: seen == 0, 5, "the connections of before are closed")
    with contextlib.ExitStack() as held:
        for _ in range(5):
            held.enter_context(namespace.socket(socket.AF_INET)).connect(SERVICE)
        until(lambda: open_connections(scenario), lambda seen: seen == 5, 5, "the state shows 5 connections")
        return requests(scenario)


def open_connections(scenario):
    return next(int(family.samples[0].value) for family in metrics(scenario)
                if family.name == "tenant_bgp_metadata_open_connections")


def requests(scenario):
    """Requests answered by status, by the metrics."""
    return {sample.labels["status"]: int(sample.value) for family in metrics(scenario)
            if family.name == "tenant_bgp_metadata_requests" for sample in family.samples}


def test_hop_limit_keeps_answers_before_the_first_router(scenario, hosts):
    _, good = hosts
    assert answer(good, GET_ASN, minimum_ttl=2).endswith(b"65000")
    path = f"{METADATA}/listen/response-hop-limit"
    scenario.dpu.restconf.put(path, {"instance-metadata:response-hop-limit": 1})
    with pytest.raises(OSError):  # once it listens anew, a SYN-ACK with TTL 1 is not accepted
        until(lambda: answer(good, GET_ASN, minimum_ttl=2), lambda _: False, 2, "the service listens anew", poll=0.1)
    until(lambda: asn(good), lambda seen: seen == b"65000", 3, "the good host, which is next to it, is answered")
