/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/** The state of the DPU in Prometheus' text format. */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.metrics;
