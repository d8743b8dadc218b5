/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * BGP messages as bytes, as far as the tenant guard needs them: RFC 4271, 4760, 5492, 6793, 7606, 9003 and 9072.
 *
 * <p>Nothing here knows of OpenDaylight. Buffers handed in stay the caller's, and what is read from one refers to its
 * bytes: it is valid as long as the buffer is. Nothing is null but what is marked so.
 */
package io.tenantbgp.wire;
