/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

/**
 * What is wrong with an entry of a list.
 *
 * @param leaf where in the entry, empty when it is the entry itself
 * @param detail what to change
 */
record Problem(String leaf, String detail) {
    InstancePath in(final InstancePath entry) {
        return leaf.isEmpty() ? entry : entry.child(leaf);
    }
}
