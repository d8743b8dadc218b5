# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Who the lab is, to RESTCONF and NETCONF of its DPUs."""

USER, PASSWORD = "admin", "admin"
