# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The lab: a DPU, tenants with real BGP daemons, and what is awaited of them, in network namespaces."""
