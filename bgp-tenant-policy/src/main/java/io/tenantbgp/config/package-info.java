/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The operator's configuration: from the site and DPU models to one immutable snapshot that says which tenant peers
 * exist and which policy each of them has. YANG types stop here.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.config;
