# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The DPU restarts: tenants come back, and only what they announce again is accepted. Killed amid commits it has the last one."""

import copy
import os
import random
import threading

from ncclient.transport.errors import TransportError

from harness import expect, netconf
from harness.command import CommandFailed
from harness.dpu import accepted
from harness.report import say
from harness.wait import throughout, until

COMMITS = 200
SEED_VARIABLE = "TENANT_BGP_SEED"


def test_nothing_is_accepted_before_it_is_announced_again(scenario):
    frr, bird = scenario.tenants["frr"], scenario.tenants["bird"]
    scenario.start_speakers()
    for tenant, interface in (("frr", "host1"), ("bird", "host2")):
        expect.established(scenario, tenant, interface, 65010)
    scenario.announce()
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
    expect.accepts(scenario, "host2", {"203.0.113.20/32"})

    # BIRD comes back with nothing to announce, FRR keeps its VIP.
    bird.speaker.stop()
    connections = len(frr.witness.to("10.0.0.1"))
    scenario.dpu.restart()
    for interface in ("host1", "host2"):
        scenario.await_status(interface, "listening")
    assert not accepted(scenario.dpu.session("host2", "10.0.1.10"))

    expect.established(scenario, "frr", "host1", 65010)
    assert len(frr.witness.to("10.0.0.1")) > connections
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
    scenario.start_speakers("bird")
    expect.established(scenario, "bird", "host2", 65010)
    throughout(lambda: scenario.dpu.session("host2", "10.0.1.10"), lambda seen: not accepted(seen), 3,
               "the silent tenant has nothing accepted", poll=0.2)
    scenario.announce("bird")
    expect.accepts(scenario, "host2", {"203.0.113.20/32"})
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
    expect.no_routes_sent(scenario)


class Commits(threading.Thread):
    """Commits numbered changes of host2 until there are enough or the DPU is gone: even ones by RESTCONF, odd by NETCONF.

    Each is one transaction of two leaves: maximum-prefixes is 1000 and the number, enabled whether the number is even.
    """

    def __init__(self, scenario):
        super().__init__(daemon=True)
        self._scenario = scenario
        self.attempted = self.acknowledged = 0
        self.refused = None

    def run(self):
        try:
            with netconf.session(self._scenario.dpu.namespace) as client:
                for number in range(1, COMMITS + 1):
                    self.attempted = number
                    self._commit(client, number)
                    self.acknowledged = number
        except (CommandFailed, TransportError, netconf.TimeoutExpiredError) as gone:
            self.refused = gone

    def _commit(self, client, number):
        enabled, most = number % 2 == 0, 1000 + number
        if enabled:
            document = copy.deepcopy(self._scenario.dpu_document)
            document["tenant-bgp-dpu:dpu"]["tenant-interfaces"]["tenant-interface"][1].update(
                {"enabled": enabled, "limits": {"maximum-prefixes": most}})
            self._scenario.dpu.put(document)
        else:
            netconf.edit(client, f"""
                <dpu xmlns="{netconf.DPU}"><tenant-interfaces><tenant-interface>
                  <name>host2</name><enabled>false</enabled><limits><maximum-prefixes>{most}</maximum-prefixes></limits>
                </tenant-interface></tenant-interfaces></dpu>""")
            client.commit()


def test_a_dpu_killed_amid_commits_has_the_last_acknowledged_one(scenario):
    seed = int(os.environ.get(SEED_VARIABLE) or random.randrange(10 ** 6))
    kill_after = random.Random(seed).randint(10, COMMITS - 10)
    scenario.start_speakers()
    for tenant, interface in (("frr", "host1"), ("bird", "host2")):
        expect.established(scenario, tenant, interface, 65010)
    scenario.announce()
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})

    commits = Commits(scenario)
    commits.start()
    until(lambda: commits.acknowledged, lambda number: number >= kill_after or not commits.is_alive(), 120,
          f"commit {kill_after} is acknowledged", poll=0.001)
    scenario.dpu.karaf.kill()
    commits.join(30)
    say(f"{SEED_VARIABLE}={seed}: killed with commit {commits.acknowledged} acknowledged and {commits.attempted} begun")
    assert not commits.is_alive() and kill_after <= commits.acknowledged < COMMITS, commits.refused
    scenario.dpu.start()

    interfaces = scenario.dpu.restconf.get("tenant-bgp-dpu:dpu/tenant-interfaces", "config")
    host2, = [each for each in interfaces["tenant-bgp-dpu:tenant-interfaces"]["tenant-interface"] if each["name"] == "host2"]
    stored = host2["limits"]["maximum-prefixes"] - 1000
    say(f"commit {stored} is there")
    assert stored in (commits.acknowledged, commits.attempted), "the last acknowledged commit, or the one in flight"
    assert host2["enabled"] == (stored % 2 == 0), "half a commit"
    assert host2["ipv4"] == scenario.interfaces["host2"]["ipv4"] and len(interfaces["tenant-bgp-dpu:tenant-interfaces"]
                                                                        ["tenant-interface"]) == 2
    expect.accepts(scenario, "host1", {"203.0.113.10/32"}, within=expect.START_SECONDS)
    scenario.await_status("host2", "listening" if host2["enabled"] else "disabled")
    if host2["enabled"]:
        expect.accepts(scenario, "host2", {"203.0.113.20/32"}, within=expect.START_SECONDS)
    else:
        throughout(lambda: scenario.dpu.session("host2", "10.0.1.10"), lambda seen: not accepted(seen), 2,
                   "a disabled interface accepts nothing", poll=0.2)
