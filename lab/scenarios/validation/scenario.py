# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What is wrong is refused over RESTCONF and NETCONF alike, with what to change, and leaves no trace."""

import json
import sys
from pathlib import Path

import pytest

from harness import shell
from harness.dpu import DPU
from harness.wait import until

HERE = Path(__file__).parent
BUNDLE = "io.tenantbgp.bgp-tenant-policy"


@pytest.mark.parametrize("over, table", [("restconf", "cases.json"), ("netconf", "cases.json"),
                                         ("model", "model-cases.json")])
def test_edit_is_refused_with_what_to_change_and_nothing_is_stored(scenario, over, table):
    output = scenario.dpu.namespace.run([sys.executable, str(HERE / "edits.py"), over, str(HERE / table)], timeout=120)
    *mistakes, number = output.splitlines()
    assert not mistakes, "\n".join(mistakes)
    assert int(number) == len(json.loads((HERE / table).read_text(encoding="utf-8")))


def test_what_was_stored_before_is_checked_again_at_start(scenario):
    """Without the bundle nothing checks a commit: as with an older release."""
    dpu, wrong = scenario.dpu, f"{DPU}/tenant-interfaces/tenant-interface=host2/vpc"
    shell.karaf(dpu.namespace, f"bundle:stop {BUNDLE}")
    try:
        dpu.restconf.put(wrong, {"tenant-bgp-dpu:vpc": "gone"})
    finally:
        shell.karaf(dpu.namespace, f"bundle:start {BUNDLE}")
    told = until(lambda: (dpu.restconf.get(DPU, "nonconfig") or {}).get("tenant-bgp-dpu:dpu", {}).get("configuration-error", []),
                 bool, 20, "what is wrong is told")
    error, = told
    assert error["path"] == "/tenant-bgp-dpu:dpu/tenant-interfaces/tenant-interface[name='host2']/vpc"
    assert error["message"].startswith("the DPU has no VPC gone: add it to vpcs"), error
    is_in_state(dpu, "host1", "listening")
    is_in_state(dpu, "host2", "vpc-missing")
    dpu.restconf.put(wrong, {"tenant-bgp-dpu:vpc": "red"})
    is_in_state(dpu, "host2", "listening")
    assert "configuration-error" not in dpu.restconf.get(DPU, "nonconfig")["tenant-bgp-dpu:dpu"]


def is_in_state(dpu, interface, status):
    until(lambda: dpu.interface_state(interface), lambda seen: seen.get("status") == status, 20, f"{interface} is {status}")
