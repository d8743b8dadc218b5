/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The DPU's side of the fabric: the RIB whose neighbours are leaves and route servers, and the sessions with them.
 *
 * <p>Sessions, connections and listeners live on the one event loop of the fabric and take no lock.
 * {@link io.tenantbgp.fabric.Fabric} is the only door for other threads. Nothing is null but what is marked so.
 */
package io.tenantbgp.fabric;
