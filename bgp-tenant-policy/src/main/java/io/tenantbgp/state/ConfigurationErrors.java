/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import io.tenantbgp.validation.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.ConfigurationError;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.ConfigurationErrorBuilder;

/** What is wrong with the stored configuration, as the model has it. */
final class ConfigurationErrors {
    private static final int MOST = 20;

    private ConfigurationErrors() {
        // Hidden on purpose
    }

    static List<ConfigurationError> of(final List<Finding> mistakes) {
        final var messages = new LinkedHashMap<String, String>();
        mistakes.forEach(each -> messages.merge(each.path(), each.message(), (one, other) -> one + "; " + other));
        return messages.entrySet().stream().limit(MOST)
            .map(each -> new ConfigurationErrorBuilder().setPath(each.getKey()).setMessage(each.getValue()).build())
            .toList();
    }
}
