/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The DPU's side of the fabric: the RIB whose neighbours are leaves and route servers.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.fabric;
