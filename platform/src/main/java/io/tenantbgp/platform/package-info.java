/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/** Mends what the platform gets wrong at start and stop, while the release we run on has it. */
package io.tenantbgp.platform;
