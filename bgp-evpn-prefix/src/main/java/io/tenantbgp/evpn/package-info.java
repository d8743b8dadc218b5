/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The EVPN family of BGPCEP with IP prefix routes (RFC 9136).
 *
 * <p>Public are the values of such a route as plain records and {@link io.tenantbgp.evpn.IpPrefixRoutes}, which reads
 * and writes them as BGPCEP's RIBs have them; everything else is BGPCEP's to call. All public types are immutable or
 * stateless and safe to share between threads.
 */
@NonNullByDefault
package io.tenantbgp.evpn;

import org.eclipse.jdt.annotation.NonNullByDefault;
