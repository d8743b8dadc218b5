/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FluentFuture;
import io.tenantbgp.validation.Finding;
import io.tenantbgp.validation.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.dom.codec.api.BindingNormalizedNodeSerializer;
import org.opendaylight.mdsal.common.api.PostCanCommitStep;
import org.opendaylight.mdsal.dom.api.DOMDataTreeCandidate;
import org.opendaylight.mdsal.dom.api.DOMDataTreeCommitCohort;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yangtools.util.concurrent.FluentFutures;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses a commit that makes the configuration wrong. It belongs at the root of the datastore: site and DPU refer to
 * each other, one transaction may change both, and a cohort at one of them would see half of it. What touches neither,
 * as BGPCEP's own configuration, passes after two comparisons of references.
 *
 * <p>
 * Called on one thread of the datastore, which waits: an exception thrown here would block it for 5 s, and its text
 * would be lost.
 */
public final class ConfigCohort implements DOMDataTreeCommitCohort {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigCohort.class);
    private static final FluentFuture<PostCanCommitStep> PASSED =
        FluentFutures.immediateFluentFuture(PostCanCommitStep.NOOP);

    private final BindingNormalizedNodeSerializer codec;

    /**
     * Takes what reads normalized nodes.
     *
     * @param codec makes binding objects of what the datastore holds
     */
    public ConfigCohort(final BindingNormalizedNodeSerializer codec) {
        this.codec = requireNonNull(codec);
    }

    @Override
    @SuppressWarnings("checkstyle:illegalCatch")
    public FluentFuture<PostCanCommitStep> canCommit(final Object txId, final EffectiveModelContext ctx,
            final Collection<DOMDataTreeCandidate> candidates) {
        List<Finding> found;
        try {
            found = candidates.stream().flatMap(candidate -> check(candidate.getRootNode().dataBefore(),
                candidate.getRootNode().dataAfter()).stream()).toList();
        } catch (RuntimeException e) {
            LOG.error("configuration not checked and for that refused, the one before it stays in effect", e);
            found = List.of(new Finding(ErrorTag.INVALID_VALUE, InstancePath.DPU.text(),
                "the configuration cannot be checked, see the log of the DPU: " + e));
        }
        if (found.isEmpty()) {
            return PASSED;
        }
        LOG.info("change of the configuration refused, {} mistakes, the first: {}", found.size(), found.get(0));
        return FluentFutures.immediateFailedFluentFuture(new InvalidConfigurationException(found));
    }

    private List<Finding> check(final @Nullable NormalizedNode before, final @Nullable NormalizedNode after) {
        final var found = new ArrayList<Finding>();
        final boolean isMetadataChanged = isChanged(before, after, InstanceMetadata.QNAME);
        if (isMetadataChanged || isChanged(before, after, Site.QNAME) || isChanged(before, after, Dpu.QNAME)) {
            found.addAll(ConfigRules.check(config(before), config(after)));
        }
        if (isMetadataChanged) {
            read(after, InstanceMetadata.QNAME, InstanceMetadata.class).ifPresent(
                metadata -> found.addAll(MetadataRules.check(metadata)));
        }
        return found;
    }

    /** Nodes are immutable: what a transaction has not touched is the same object. */
    private static boolean isChanged(final @Nullable NormalizedNode before, final @Nullable NormalizedNode after,
            final QName container) {
        return child(before, container).orElse(null) != child(after, container).orElse(null);
    }

    private CommittedConfig config(final @Nullable NormalizedNode root) {
        return new CommittedConfig(read(root, Site.QNAME, Site.class), read(root, Dpu.QNAME, Dpu.class),
            read(root, InstanceMetadata.QNAME, InstanceMetadata.class));
    }

    private <T> Optional<T> read(final @Nullable NormalizedNode root, final QName container, final Class<T> type) {
        return child(root, container)
            .map(node -> codec.fromNormalizedNode(YangInstanceIdentifier.of(container), node).getValue())
            .map(type::cast);
    }

    private static Optional<NormalizedNode> child(final @Nullable NormalizedNode root, final QName container) {
        return root instanceof ContainerNode node
            ? Optional.ofNullable(node.childByArg(new NodeIdentifier(container))) : Optional.empty();
    }
}
