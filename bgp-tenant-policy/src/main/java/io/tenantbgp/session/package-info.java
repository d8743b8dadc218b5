/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Tenant sessions: the guard in front of BGPCEP on every accepted tenant connection, the listeners, and the operator's
 * view of each configured tenant peer.
 *
 * <p>A {@code TenantGuard} and everything behind it live on its channel's event loop and take no lock.
 * {@link io.tenantbgp.session.TenantSessions} is the only door for other threads. Nothing is null but what is marked
 * so.
 */
package io.tenantbgp.session;
