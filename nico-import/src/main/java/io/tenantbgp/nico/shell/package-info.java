/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The import as a command of Karaf's shell.
 */
package io.tenantbgp.nico.shell;
