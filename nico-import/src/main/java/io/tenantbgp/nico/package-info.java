/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Takes a site's configuration over from NICo: the TOML of its API server to the container site. Everything but
 * {@code NicoImport} and what offers it is pure.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.nico;
