/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/** OSGi wiring. */
package io.tenantbgp.osgi;
