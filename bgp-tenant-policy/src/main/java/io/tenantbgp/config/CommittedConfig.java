/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.PrefixSet;
import io.tenantbgp.policy.ReservedAddresses;
import io.tenantbgp.secret.Passwords;
import io.tenantbgp.session.SecuritySupport;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.EntryName;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.SiteBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.FnnBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.RoutingProfilesBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfileBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfileKey;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

/**
 * The site, the DPU and its metadata service as they stand in the configuration datastore at one moment.
 *
 * @param site the site, empty when it is not configured
 * @param dpu the DPU, empty when it is not configured
 * @param metadata the metadata service, empty when nothing of it is configured
 */
public record CommittedConfig(Optional<Site> site, Optional<Dpu> dpu, Optional<InstanceMetadata> metadata) {
    static final InstanceIdentifier<Site> SITE = InstanceIdentifier.create(Site.class);
    static final InstanceIdentifier<Dpu> DPU = InstanceIdentifier.create(Dpu.class);
    static final InstanceIdentifier<InstanceMetadata> METADATA = InstanceIdentifier.create(InstanceMetadata.class);

    /** Refuses absent parts. */
    public CommittedConfig {
        requireNonNull(site);
        requireNonNull(dpu);
        requireNonNull(metadata);
    }

    /**
     * Without anything of a metadata service.
     *
     * @param site the site, empty when it is not configured
     * @param dpu the DPU, empty when it is not configured
     */
    public CommittedConfig(final Optional<Site> site, final Optional<Dpu> dpu) {
        this(site, dpu, Optional.empty());
    }

    /** What nobody may announce: what is reserved everywhere, and the addresses of the DPU and its metadata service. */
    ReservedAddresses reserved() {
        return ReservedAddresses.of(Stream.concat(dpu.stream().flatMap(YangLists::ownAddresses),
            metadata.stream().flatMap(YangLists::metadataAddresses)).map(IpAddress::of).toList());
    }

    /**
     * Reads all of them in one transaction.
     *
     * @param broker the datastore
     * @return what stands there; fails with a {@link org.opendaylight.mdsal.common.api.ReadFailedException}
     */
    public static CompletionStage<CommittedConfig> read(final DataBroker broker) {
        final var result = new CompletableFuture<CommittedConfig>();
        final var tx = broker.newReadOnlyTransaction();
        final var site = tx.read(LogicalDatastoreType.CONFIGURATION, SITE);
        final var dpu = tx.read(LogicalDatastoreType.CONFIGURATION, DPU);
        final var metadata = tx.read(LogicalDatastoreType.CONFIGURATION, METADATA);
        FluentFuture.from(Futures.whenAllSucceed(site, dpu, metadata)
            .call(() -> new CommittedConfig(Futures.getDone(site), Futures.getDone(dpu), Futures.getDone(metadata)),
                MoreExecutors.directExecutor()))
            .addCallback(new FutureCallback<CommittedConfig>() {
                @Override
                public void onSuccess(final CommittedConfig read) {
                    tx.close();
                    result.complete(read);
                }

                @Override
                public void onFailure(final Throwable cause) {
                    tx.close();
                    result.completeExceptionally(cause);
                }
            }, MoreExecutors.directExecutor());
        return result;
    }

    /**
     * The same with other values of one routing profile.
     *
     * @param profile the name of the profile
     * @param allowedPrefixes its allowed-anycast-prefixes
     * @param leakCommunitiesAccepted its tenant-leak-communities-accepted
     * @return the changed configuration, empty when the site has no such profile
     */
    public Optional<CommittedConfig> with(final String profile, final PrefixSet allowedPrefixes,
            final boolean leakCommunitiesAccepted) {
        final var profiles = new HashMap<>(YangLists.routingProfiles(site.orElse(null)));
        final var changed = profiles.computeIfPresent(new RoutingProfileKey(new EntryName(profile)),
            (key, before) -> new RoutingProfileBuilder(before)
                .setAllowedAnycastPrefixes(allowedPrefixes.entries().stream()
                    .map(entry -> IetfInetUtil.ipPrefixFor(entry.toString())).collect(Collectors.toSet()))
                .setTenantLeakCommunitiesAccepted(leakCommunitiesAccepted)
                .build());
        return changed == null ? Optional.empty() : site.map(before -> new CommittedConfig(
            Optional.of(new SiteBuilder(before)
                .setFnn(new FnnBuilder(before.getFnn())
                    .setRoutingProfiles(new RoutingProfilesBuilder().setRoutingProfile(profiles).build())
                    .build())
                .build()), dpu, metadata));
    }

    /**
     * The names of the site's routing profiles.
     *
     * @return the names in their natural order
     */
    public List<String> routingProfiles() {
        return YangLists.routingProfiles(site.orElse(null)).keySet().stream().map(key -> key.getName().getValue())
            .sorted().toList();
    }

    /**
     * What it would be in effect.
     *
     * @param support how far this machine can secure sockets
     * @param passwords decrypts passwords
     * @return the snapshot; only its BGP identifiers may be others than those in effect
     */
    public TenantBgpConfig map(final SecuritySupport support, final Passwords passwords) {
        return new ConfigMapper(support, passwords).map(this);
    }
}
