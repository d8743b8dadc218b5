/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.yang;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opendaylight.mdsal.binding.runtime.spi.BindingRuntimeHelpers;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp._import.rev261127.ImportNico;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.configuration.rev261126.Backup;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.ExplainPrefix;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.XMLNamespace;
import org.opendaylight.yangtools.yang.model.api.DataNodeContainer;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.Module;
import org.opendaylight.yangtools.yang.model.util.SchemaInferenceStack;

/**
 * The models of this project as MD-SAL loads them from the bindings. Immutable.
 *
 * @param context the models together with those they import
 * @param ours the modules of this project only
 */
record Models(EffectiveModelContext context, List<Module> ours) {
    private static final List<String> NAMES = List.of("tenant-bgp-site", "tenant-bgp-dpu", "tenant-bgp-operations",
        "tenant-bgp-configuration", "tenant-bgp-import", "instance-metadata");

    Models {
        ours = List.copyOf(ours);
    }

    static Models load() {
        final var context = BindingRuntimeHelpers.createEffectiveModel(Site.class, Dpu.class, ExplainPrefix.class,
            Backup.class, ImportNico.class, InstanceMetadata.class);
        return new Models(context,
            NAMES.stream().<Module>map(name -> context.findModules(name).iterator().next()).toList());
    }

    /**
     * The names of the modules of this project, as they prefix a member name in JSON (RFC 7951 section 4).
     */
    static List<String> names() {
        return NAMES;
    }

    Optional<Module> byName(final String name) {
        return ours.stream().filter(module -> module.getName().equals(name)).findFirst();
    }

    Optional<Module> byNamespace(final String namespace) {
        return ours.stream().filter(module -> module.getNamespace().equals(XMLNamespace.of(namespace))).findFirst();
    }

    /**
     * Every place a node of this name has in its module, as the path from the module's top. A request body names the
     * last node of its URL only, so that a name alone can stand for several nodes; that of an RPC is its input or
     * output.
     */
    List<List<QName>> pathsTo(final QName wanted) {
        final var found = new ArrayList<List<QName>>();
        for (var module : ours) {
            collect(module, new ArrayDeque<>(), wanted, found);
            for (var rpc : module.getRpcs()) {
                for (var side : List.of(rpc.getInput(), rpc.getOutput())) {
                    if (side.getQName().equals(wanted)) {
                        found.add(List.of(rpc.getQName(), wanted));
                    }
                }
            }
        }
        return found;
    }

    /**
     * The input of an RPC of this name.
     */
    Optional<List<QName>> pathToInput(final QName rpc) {
        return ours.stream().flatMap(module -> module.getRpcs().stream()).filter(each -> each.getQName().equals(rpc))
            .findFirst().map(each -> List.of(rpc, each.getInput().getQName()));
    }

    /**
     * The place of a path that was found here.
     */
    SchemaInferenceStack place(final List<QName> path) {
        final var stack = SchemaInferenceStack.of(context);
        final boolean ofRpc = !path.isEmpty() && ours.stream().flatMap(module -> module.getRpcs().stream())
            .anyMatch(rpc -> rpc.getQName().equals(path.get(0)));
        path.forEach(ofRpc ? stack::enterSchemaTree : stack::enterDataTree);
        return stack;
    }

    private static void collect(final DataNodeContainer parent, final Deque<QName> above, final QName wanted,
            final List<List<QName>> found) {
        for (var child : parent.getChildNodes()) {
            above.addLast(child.getQName());
            if (child.getQName().equals(wanted)) {
                found.add(List.copyOf(above));
            }
            if (child instanceof DataNodeContainer container) {
                collect(container, above, wanted, found);
            }
            above.removeLast();
        }
    }

    /**
     * Whether a text mentions a module of this project by its name or its namespace.
     */
    boolean areMentionedIn(final String text) {
        return Stream.concat(NAMES.stream(), ours.stream().map(module -> module.getNamespace().toString()))
            .anyMatch(text::contains);
    }
}
