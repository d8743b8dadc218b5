/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What goes from the VPCs to the fabric and back: pure functions and tables, without I/O, threads or OpenDaylight.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.propagation;
