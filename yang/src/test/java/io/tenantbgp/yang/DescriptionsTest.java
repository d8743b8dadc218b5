/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.yang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opendaylight.yangtools.yang.model.api.DataNodeContainer;
import org.opendaylight.yangtools.yang.model.api.DataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.LeafListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.LeafSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ListSchemaNode;

/**
 * The models are the operator's reference: every node says what it is, and every configuration leaf what happens
 * without it.
 */
class DescriptionsTest {
    @Test
    void everyNodeIsDescribedAndEveryConfigurationLeafSaysWhatItsAbsenceMeans() {
        final var silent = new ArrayList<String>();
        Models.load().ours().forEach(module -> check(module, module.getName() + ":", List.of(), silent));
        assertEquals(List.of(), silent);
    }

    private static void check(final DataNodeContainer parent, final String path, final List<?> keys,
            final List<String> silent) {
        for (var child : parent.getChildNodes()) {
            final var name = path + "/" + child.getQName().getLocalName();
            final var text = child.getDescription().orElse("").replaceAll("\\s+", " ");
            final var expected = keys.contains(child.getQName()) ? "" : expected(child);
            if (text.isEmpty() || !text.contains(expected)) {
                silent.add(name + " lacks: " + expected);
            }
            if (child instanceof DataNodeContainer container) {
                check(container, name, child instanceof ListSchemaNode list ? list.getKeyDefinition() : List.of(),
                    silent);
            }
        }
    }

    private static String expected(final DataSchemaNode node) {
        if (!node.effectiveConfig().orElse(Boolean.TRUE)) {
            return "";
        } else if (node instanceof LeafSchemaNode leaf) {
            return leaf.isMandatory() ? "There is no default."
                : leaf.getType().getDefaultValue().map(value -> "Default and absent: " + value)
                    .orElse("No default. Absent");
        } else if (node instanceof LeafListSchemaNode list) {
            final var least = list.getElementCountConstraint().map(count -> count.getMinElements()).orElse(null);
            return least != null && least > 0 ? "At least one." : "Empty: ";
        }
        return "";
    }
}
