/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What RFC 6241 and RFC 5277 ask of a NETCONF server and the platform's does not do: locks, kill-session, and the
 * notifications of our models in the stream NETCONF.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.platform.netconf;
