/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * OPEN policy and import policy of a tenant session as pure functions: records in, a sealed verdict out.
 *
 * <p>Nothing here performs I/O, reads a clock, logs or knows of Netty, OpenDaylight or OSGi. All types are immutable
 * and safe to share between threads.
 */
@NonNullByDefault
package io.tenantbgp.policy;

import org.eclipse.jdt.annotation.NonNullByDefault;
