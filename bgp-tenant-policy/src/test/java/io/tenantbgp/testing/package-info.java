/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the tests of several packages run against: MD-SAL's datastore, BGPCEP's RIBs, configurations as JSON. */
package io.tenantbgp.testing;
