/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Stands in front of the platform's RESTCONF and NETCONF servers: the client of a refused change is told the reason,
 * the path and what to change, where the platform answers 500 or "operation-failed".
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.northbound;
