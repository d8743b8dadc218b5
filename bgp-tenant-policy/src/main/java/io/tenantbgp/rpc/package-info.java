/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The RPCs of module tenant-bgp-operations.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.rpc;
