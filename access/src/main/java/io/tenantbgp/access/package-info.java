/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Who may do what with the DPU: the users there are at first, and what each role may do over RESTCONF, NETCONF and the
 * shell.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.access;
