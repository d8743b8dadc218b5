/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.PrePolicyRoute;
import io.tenantbgp.policy.Verdict;

/**
 * A route that is kept with the verdict in effect.
 *
 * @param route the route as it was announced
 * @param verdict what became of it
 */
record Kept(PrePolicyRoute route, Verdict verdict) {
}
