/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.validation;

/** A service that is there while every change of the configuration is checked before it is stored. */
public interface ConfigurationGuard {
    // There is nothing to ask.
}
