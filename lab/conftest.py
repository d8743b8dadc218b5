# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""pytest's side of the lab: one DPU for all scenarios of a run, each scenario on an empty configuration."""

import signal

import pytest

from harness import lab
from harness.dpu import Dpu
from harness.scenario import Scenario


def pytest_addoption(parser):
    parser.addoption("--golden-update", action="store_true", help="rewrite the scenarios' golden files")


@pytest.fixture(scope="session")
def clean_lab():
    """Nothing of an earlier run is there, and nothing of this one afterwards, after Ctrl-C and SIGTERM neither."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with lab.exclusive():
        yield


@pytest.fixture(scope="session")
def dpu(clean_lab):
    """The running DPU that the scenarios share."""
    dpu = Dpu()
    dpu.create()
    dpu.start()
    yield dpu
    dpu.delete()


@pytest.fixture
def scenario(dpu, request):
    """The scenario of the test's folder, configured and listening; its speakers are the test's to start."""
    dpu.ensure_ready()
    scenario = Scenario(request.path.parent, dpu)
    scenario.golden_update = request.config.getoption("--golden-update")
    try:
        scenario.bring_up()
        yield scenario
    finally:
        scenario.tear_down()
