/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Tells subscribers of the events of tenant sessions, by YANG notifications of module tenant-bgp-operations.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.notification;
