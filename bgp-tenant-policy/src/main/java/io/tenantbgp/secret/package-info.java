/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Passwords of BGP sessions: encrypted in the configuration, plain in the kernel only.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.secret;
