/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.config.InterfaceAdmission.Closed;
import io.tenantbgp.config.InterfaceAdmission.Reason;
import io.tenantbgp.policy.AllowedPrefixes;
import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.policy.InterfacePrefixes;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.OpenPolicy;
import io.tenantbgp.policy.ReservedAddresses;
import io.tenantbgp.policy.TenantAsnRule;
import io.tenantbgp.secret.ConfiguredPassword;
import io.tenantbgp.secret.Passwords;
import io.tenantbgp.session.SecuritySupport;
import io.tenantbgp.session.SpeakerIds;
import io.tenantbgp.session.TenantLink;
import io.tenantbgp.session.TenantPeer;
import io.tenantbgp.session.TransportSecurity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.TcpMd5Password;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterface;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.Vpc;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.VpcKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.EntryName;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfile;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfileKey;

/**
 * Maps the site and DPU models to a snapshot. What makes no sense closes the interface it concerns, or leaves out the
 * neighbour, with a reason, and nothing else. Used by one thread.
 */
public final class ConfigMapper {
    private final BgpIdentifiers identifiers = new BgpIdentifiers();
    private final RoutingMapper routing = new RoutingMapper();
    private final SecuritySupport support;
    private final Passwords passwords;

    /**
     * A mapper that has mapped nothing yet.
     *
     * @param support what this machine cannot enforce
     * @param passwords decrypts passwords
     */
    public ConfigMapper(final SecuritySupport support, final Passwords passwords) {
        this.support = requireNonNull(support);
        this.passwords = requireNonNull(passwords);
    }

    /**
     * Maps a configuration without anything of a metadata service.
     *
     * @param site the site, null when it is not configured: there are no routing profiles then
     * @param dpu the DPU, null when it is not configured
     * @return the snapshot
     */
    public TenantBgpConfig map(final @Nullable Site site, final @Nullable Dpu dpu) {
        return map(new CommittedConfig(Optional.ofNullable(site), Optional.ofNullable(dpu)));
    }

    /**
     * Maps a configuration.
     *
     * @param committed what is configured
     * @return the snapshot
     */
    public TenantBgpConfig map(final CommittedConfig committed) {
        final var site = committed.site().orElse(null);
        final var dpu = committed.dpu().orElse(null);
        if (dpu == null) {
            return TenantBgpConfig.EMPTY;
        }
        final var identity = DpuIdentity.of(dpu);
        final var interfaces = InterfaceAddresses.of(dpu);
        identifiers.retain(interfaces.stream().flatMap(each -> each.hosts().stream()).toList());
        final var mapped = new Mapping(identity, committed, dpu, interfaces).interfaces();
        return new TenantBgpConfig(Optional.of(identity),
            YangLists.vpcs(dpu).values().stream()
                .map(vpc -> new VpcConfig(vpc.requireName().getValue(), vpc.requireVni().getValue().toJava()))
                .sorted(Comparator.comparing(VpcConfig::name)).toList(),
            mapped, routing.map(site, dpu, identity.loopback(), mapped),
            new FabricMapper(identity, interfaces).map(YangLists.fabricNeighbors(dpu), support, passwords),
            ConfigRules.check(committed));
    }

    private final class Mapping {
        private final DpuIdentity identity;
        private final @Nullable Site site;
        private final Dpu dpu;
        private final List<InterfaceAddresses> interfaces;
        private final AddressConflicts conflicts;
        private final ReservedAddresses reserved;
        private final ProfilePrefixes profilePrefixes;

        Mapping(final DpuIdentity identity, final CommittedConfig committed, final Dpu dpu,
                final List<InterfaceAddresses> interfaces) {
            this.identity = identity;
            site = committed.site().orElse(null);
            this.dpu = dpu;
            this.interfaces = interfaces;
            conflicts = AddressConflicts.of(identity, interfaces);
            profilePrefixes = new ProfilePrefixes(site);
            reserved = committed.reserved();
        }

        List<TenantInterfaceConfig> interfaces() {
            return interfaces.stream().map(this::map).toList();
        }

        private TenantInterfaceConfig map(final InterfaceAddresses addresses) {
            final var yang = addresses.yang();
            final var vpc = YangLists.vpcs(dpu).get(new VpcKey(yang.requireVpc()));
            final var profileName = Optional.ofNullable(vpc).map(Vpc::getRoutingProfile);
            final var profile = profileName
                .map(name -> YangLists.routingProfiles(site).get(new RoutingProfileKey(name)));
            final var vpcName = yang.requireVpc().getValue();
            final var closed = closed(addresses, vpc, profile.isPresent());
            if (closed.isPresent()) {
                return new TenantInterfaceConfig(addresses.name(), vpcName, profileName.map(EntryName::getValue),
                    closed.orElseThrow(), addresses.hosts(), List.of());
            }
            final var allowed = profilePrefixes.of(profile.orElseThrow(), narrowing(yang));
            final var importPolicy = new ImportPolicy(identity.asn(), allowed, reserved,
                addresses.hosts().stream().map(IpAddress::of).collect(Collectors.toSet()),
                ModelDefaults.maximumPrefixes(yang),
                ModelDefaults.leakCommunitiesAccepted(profile.orElseThrow()));
            return new TenantInterfaceConfig(addresses.name(), vpcName, profileName.map(EntryName::getValue),
                new InterfaceAdmission.Open(openDetail(allowed, profile.orElseThrow())), addresses.hosts(),
                addresses.links().stream().map(link -> peer(link, addresses, importPolicy)).toList());
        }

        private Optional<Closed> closed(final InterfaceAddresses addresses, final @Nullable Vpc vpc,
                final boolean hasProfile) {
            final var yang = addresses.yang();
            if (!ModelDefaults.enabled(yang)) {
                return Optional.of(new Closed(Reason.DISABLED, "set enabled to true to open it"));
            }
            if (vpc == null) {
                return Optional.of(new Closed(Reason.VPC_MISSING, "VPC " + yang.requireVpc().getValue()
                    + " is not configured: add it to vpcs, or name one that is there"));
            }
            if (!hasProfile) {
                return Optional.of(new Closed(Reason.NO_ROUTING_PROFILE, vpc.getRoutingProfile() == null
                    ? "VPC " + vpc.requireName().getValue() + " names no routing profile: set its routing-profile"
                    : "routing profile " + vpc.getRoutingProfile().getValue() + " of VPC "
                        + vpc.requireName().getValue()
                        + " is not one of the site's: add it to fnn/routing-profiles, or name one that is there"));
            }
            return AddressConflicts.ofLoopback(identity.loopback())
                .or(() -> conflicts.problems(addresses).stream().map(Problem::detail).findFirst())
                .map(detail -> new Closed(Reason.ADDRESS_CONFLICT, detail))
                .or(() -> securityMistake(yang)
                    .map(detail -> new Closed(Reason.TRANSPORT_SECURITY_UNAVAILABLE, detail)));
        }

        private Optional<String> securityMistake(final TenantInterface yang) {
            final var password = password(yang);
            return support.missingFor(password.isPresent(), ModelDefaults.ttlSecurity(yang), "ttl-security")
                .or(() -> password.flatMap(ConfiguredPassword::mistake));
        }

        private Optional<ConfiguredPassword> password(final TenantInterface yang) {
            return Optional.ofNullable(yang.getPassword()).map(TcpMd5Password::getValue).map(passwords::read);
        }

        private InterfacePrefixes narrowing(final TenantInterface yang) {
            final var narrowing = yang.getAllowedAnycastPrefixes();
            return narrowing == null ? new InterfacePrefixes.NotNarrowed() : new InterfacePrefixes.OnlyInside(
                ConfiguredPrefixes.of("tenant interface " + yang.requireName().getValue(), narrowing.getPrefix()));
        }

        private String openDetail(final AllowedPrefixes allowed, final RoutingProfile profile) {
            return allowed.isDeprecatedSiteListInEffect() ? "the deprecated anycast-site-prefixes are in effect: copy "
                + "them into allowed-anycast-prefixes of routing profile " + profile.requireName().getValue() : "";
        }

        private TenantPeer peer(final TenantLink link, final InterfaceAddresses addresses,
                final ImportPolicy importPolicy) {
            return new TenantPeer(link,
                new SpeakerIds(identity.routerId(), identifiers.of(link.hostAddress())),
                new TransportSecurity(password(addresses.yang()).flatMap(ConfiguredPassword::key),
                    ModelDefaults.ttlSecurity(addresses.yang())), ModelDefaults.timers(addresses.yang()),
                new OpenPolicy(identity.asn(), tenantAsnRule()), importPolicy,
                ModelDefaults.maximumPrefixesAction(addresses.yang()));
        }

        private TenantAsnRule tenantAsnRule() {
            final var pinned = site == null ? null : site.getCommonTenantHostAsn();
            return pinned == null ? new TenantAsnRule.AnyAsn() : new TenantAsnRule.OnlyAsn(pinned.getValue().toJava());
        }
    }
}
