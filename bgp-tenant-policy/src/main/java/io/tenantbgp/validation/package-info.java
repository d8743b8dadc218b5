/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What is wrong with a configuration, in words for the operator, and how a refused commit carries it to RESTCONF and
 * NETCONF. The rules themselves are beside what they are about, in {@code io.tenantbgp.config}.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package io.tenantbgp.validation;
