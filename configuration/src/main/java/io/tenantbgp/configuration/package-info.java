/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The configuration as a document: startup files, backup, restore.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.configuration;
