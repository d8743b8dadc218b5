/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the operator sees: sessions and prefixes in the operational datastore.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.state;
