# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""pytest's side of the lab: one DPU for all scenarios of a run, each scenario on an empty configuration."""

import signal

import pytest

from harness import evidence, lab, leaks
from harness.dpu import Dpu, second
from harness.report import show
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
    yield from _running(Dpu(jvm_options=leaks.TRACK_ALL))


@pytest.fixture(scope="session")
def second_dpu(clean_lab):
    """The other one, started when the first scenario asks for it."""
    yield from _running(second(leaks.TRACK_ALL))


def _running(dpu):
    dpu.create()
    dpu.start()
    yield dpu
    dpu.delete()


@pytest.fixture
def scenario(dpu, request):
    """The scenario of the test's folder, configured and listening; its speakers are the test's to start."""
    folder = request.path.parent
    other = request.getfixturevalue("second_dpu") if Scenario.has_second(folder) else None
    scenario = Scenario(folder, dpu, second=other)
    for each in scenario.dpus.values():
        each.ensure_ready()
    scenario.golden_update = request.config.getoption("--golden-update")
    try:
        _bring_up(scenario)
        yield scenario
    finally:
        scenario.tear_down()
    for each in scenario.dpus.values():
        leaks.require_none(each)


def _bring_up(scenario):
    try:
        scenario.bring_up()
    except Exception:
        evidence.gather(scenario.dpus.values())
        raise


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Say at once what failed, before anything is taken down; pytest itself says it at the run's end."""
    outcome = yield
    report = outcome.get_result()
    if report.failed:
        show(f"FAILED {report.nodeid} ({report.when})", report.longreprtext)
        scenario = item.funcargs.get("scenario")
        if report.when == "call" and scenario is not None:
            evidence.gather(scenario.dpus.values())
