/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/** Mends answers of the platform's RESTCONF server: those to a yang-patch, and those to what it cannot read. */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.platform.restconf;
