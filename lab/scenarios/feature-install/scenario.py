# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""feature:install into a Karaf that runs without our feature brings everything up, without a restart; a stop ends in time."""

import pytest

from harness import expect, shell
from harness.command import CommandFailed
from harness.dpu import METADATA_ADDRESS, Dpu
from harness.report import say
from harness.scenario import Scenario
from harness.wait import until

FEATURE = "tenant-bgp"


@pytest.fixture
def bare_dpu(clean_lab):
    """A DPU of its own whose Karaf has booted without our feature."""
    dpu = Dpu("install")
    dpu.create()
    try:
        dpu.karaf.without_boot_feature(FEATURE)
        dpu.karaf.set_property("config.properties", "karaf.shutdown.timeout", 1000)
        dpu.start(ready=lambda: shell.karaf(dpu.namespace, "feature:list --installed"))
        yield dpu
    finally:
        dpu.delete()


def test_feature_install_brings_everything_up(bare_dpu, request):
    listed = shell.karaf(bare_dpu.namespace, "feature:list")
    for feature in (FEATURE, f"{FEATURE}-policy", f"{FEATURE}-metadata"):
        line, = [one for one in listed.splitlines() if one.split()[:1] == [feature]]
        assert "Uninstalled" in line, line
    with pytest.raises(CommandFailed):
        bare_dpu.reset()

    say(f"+ feature:install {FEATURE}")
    try:
        shell.karaf(bare_dpu.namespace, f"feature:install {FEATURE}", timeout=240)
    except CommandFailed as ended:
        # New bundles re-wire Karaf's own ssh server: it drops the session that asked, and the installation goes on.
        assert "closed by remote host" in str(ended), ended
    until(bare_dpu.models, lambda _: True, 120, "RESTCONF knows our models", poll=0.5)
    scenario = Scenario(request.path.parent, bare_dpu)
    try:
        scenario.bring_up()
        namespace = scenario.tenants["host"].namespace
        until(lambda: namespace.run(["curl", "-sS", "--max-time", "3",
                                     f"http://{METADATA_ADDRESS}/latest/meta-data/asn"]),
              lambda seen: seen == "65000", 10, "the metadata service tells the ASN")
        scenario.start_speakers()
        expect.established(scenario, "host", "host1", 65010)
        scenario.announce()
        expect.accepts(scenario, "host1", {"203.0.113.10/32"})
    finally:
        scenario.tear_down()
    # A stop takes some seconds; by SIGTERM, Karaf itself would not look at the timeout.
    assert bare_dpu.karaf.stop()
    console = (bare_dpu.karaf.base / "console.log").read_text(encoding="utf-8", errors="replace")
    assert "OpenDaylight did not stop within 1 s (karaf.shutdown.timeout): ending the process. It was at" in console, console
