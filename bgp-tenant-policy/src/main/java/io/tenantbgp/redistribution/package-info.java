/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Carries routes between BGPCEP's RIBs: from the Loc-RIB of each VPC to the Adj-RIB-In of an application peer of the
 * fabric's RIB, and from what the fabric's neighbours announce to the tables of the VPCs.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.redistribution;
