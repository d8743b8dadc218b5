/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.yang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.opendaylight.yangtools.yang.model.api.DataNodeContainer;
import org.opendaylight.yangtools.yang.model.api.DataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.LeafListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.LeafSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.SchemaNode;

/**
 * The models are the operator's reference: every node says what it is, and every leaf of configuration or of a
 * question what happens without it.
 */
class DescriptionsTest {
    @Test
    void everyNodeIsDescribedAndEveryInputSaysWhatItsAbsenceMeans() {
        final var silent = new ArrayList<String>();
        for (var module : Models.load().ours()) {
            final var name = module.getName() + ":";
            check(module, name, List.of(), DescriptionsTest::expected, silent);
            for (var rpc : module.getRpcs()) {
                requireDescription(rpc, name, silent);
                check(rpc.getInput(), name + rpc.getQName().getLocalName() + "/input", List.of(),
                    DescriptionsTest::expected, silent);
                check(rpc.getOutput(), name + rpc.getQName().getLocalName() + "/output", List.of(), node -> "",
                    silent);
            }
            for (var notification : module.getNotifications()) {
                requireDescription(notification, name, silent);
                check(notification, name + notification.getQName().getLocalName(), List.of(), node -> "", silent);
            }
        }
        assertEquals(List.of(), silent);
    }

    private static void requireDescription(final SchemaNode node, final String module, final List<String> silent) {
        if (node.getDescription().orElse("").isBlank()) {
            silent.add(module + node.getQName().getLocalName() + " lacks a description");
        }
    }

    private static void check(final DataNodeContainer parent, final String path, final List<?> keys,
            final Function<DataSchemaNode, String> expectation, final List<String> silent) {
        for (var child : parent.getChildNodes()) {
            final var name = path + "/" + child.getQName().getLocalName();
            final var text = child.getDescription().orElse("").replaceAll("\\s+", " ");
            final var expected = keys.contains(child.getQName()) ? "" : expectation.apply(child);
            if (text.isEmpty() || !text.contains(expected)) {
                silent.add(name + " lacks: " + expected);
            }
            if (child instanceof DataNodeContainer container) {
                check(container, name, child instanceof ListSchemaNode list ? list.getKeyDefinition() : List.of(),
                    expectation, silent);
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
