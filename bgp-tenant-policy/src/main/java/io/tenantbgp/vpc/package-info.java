/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The table of each VPC: a RIB of BGPCEP with the tenant hosts as passive neighbours. BGPCEP types stop here.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.vpc;
