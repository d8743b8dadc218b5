/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What an operator asks a running DPU: why a prefix is accepted or rejected, and what another routing profile would
 * change. The same answers go to RPCs and to the shell.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.operations;
