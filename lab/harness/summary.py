# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The last line of ./dev test: what Surefire's and pytest's XML reports add up to."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0


def summarise(root, lab_report, build_status, lab_status):
    """Print what failed and the summary line; returns the exit status: 0 only when everything ran and passed."""
    count = Count()
    reports = [report for pattern in ("surefire-reports", "failsafe-reports")
               for report in Path(root).glob(f"**/target/{pattern}/TEST-*.xml")]
    if Path(lab_report).exists():
        reports.append(Path(lab_report))
    for report in sorted(reports):
        for case in ElementTree.parse(report).iter("testcase"):
            _count(case, count)
    for status, what in ((build_status, "mvn clean install"), (lab_status, "the lab's pytest")):
        if status != 0 and count.failed == 0:
            count.failed += 1
            print(f"FAILED {what}: exit status {status}")
    if build_status != 0:
        print("the lab's scenarios were not run: the build has failed")
    skipped = f", {count.skipped} skipped" if count.skipped else ""
    print(f"{count.passed} passed, {count.failed} failed{skipped}")
    return 0 if count.passed and not count.failed else 1


def _count(case, count):
    if case.find("failure") is not None or case.find("error") is not None:
        count.failed += 1
        print(f"FAILED {case.get('classname')}.{case.get('name')}")
    elif case.find("skipped") is not None:
        count.skipped += 1
    else:
        count.passed += 1
