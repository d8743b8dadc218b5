/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Brings the DPU to what is configured: listeners, sessions and RIBs, in an order that never leaves a way around the
 * tenant guard.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.edge;
