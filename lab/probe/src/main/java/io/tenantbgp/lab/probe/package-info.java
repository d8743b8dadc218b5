/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/** The lab's measuring instrument inside the DPU's process. */
@NonNullByDefault
package io.tenantbgp.lab.probe;

import org.eclipse.jdt.annotation.NonNullByDefault;
