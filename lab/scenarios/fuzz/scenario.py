# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Mutated OPENs, UPDATEs and ROUTE-REFRESHes of four hostile tenants, while BIRD's VIP comes and goes."""

import time

from harness.fuzz import Fuzz

SECONDS = 20


def test_no_probe_fails_while_mutated_messages_come(scenario):
    Fuzz(scenario, int(time.time())).run(SECONDS)
