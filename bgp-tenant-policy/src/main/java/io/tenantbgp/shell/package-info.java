/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The commands of Karaf's shell for an operator on the DPU: {@code tenant-bgp:sessions} and the others.
 */
package io.tenantbgp.shell;
