/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import io.tenantbgp.policy.Prefix;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpPrefix;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Asn;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.EntryName;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.SiteBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.SpeakerAsn;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Vni;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.Fnn;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.FnnBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.AdditionalRouteTargetImportsBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.AdditionalRouteTargetImportsKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.RoutingProfilesBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfile;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfileBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfileKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.routing.profile.RouteTargetImportsBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.routing.profile.RouteTargetImportsKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.routing.profile.RouteTargetsOnExportsBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.routing.profile.RouteTargetsOnExportsKey;
import org.opendaylight.yangtools.yang.common.Uint32;

/** The container site to a policy and back; what a policy does not have stays as it is. */
final class SiteMapper {
    private SiteMapper() {
        // static methods only
    }

    static SitePolicy policy(final Optional<Site> configured) {
        if (configured.isEmpty()) {
            return SitePolicy.EMPTY;
        }
        final var site = configured.orElseThrow();
        final var fnn = Optional.ofNullable(site.getFnn());
        final var profiles = new TreeMap<String, ProfilePolicy>();
        configuredProfiles(fnn).forEach((key, profile) -> profiles.put(key.getName().getValue(), policy(profile)));
        return new SitePolicy(
            site.getDatacenterAsn() == null ? OptionalLong.empty()
                : OptionalLong.of(site.getDatacenterAsn().getValue().toJava()),
            site.getCommonTenantHostAsn() == null ? OptionalLong.empty()
                : OptionalLong.of(site.getCommonTenantHostAsn().getValue().toJava()),
            prefixes(deprecatedPrefixes(site)),
            targets(fnn.map(Fnn::nonnullAdditionalRouteTargetImports).orElse(Map.of()).keySet(),
                key -> target(key.getAsn(), key.getVni())),
            profiles);
    }

    private static ProfilePolicy policy(final RoutingProfile profile) {
        return new ProfilePolicy(Boolean.TRUE.equals(profile.getInternal()),
            profile.getAccessTier() == null ? 0 : profile.getAccessTier().toJava(),
            prefixes(profile.getAllowedAnycastPrefixes()),
            Boolean.TRUE.equals(profile.getTenantLeakCommunitiesAccepted()),
            targets(profile.nonnullRouteTargetImports().keySet(), key -> target(key.getAsn(), key.getVni())),
            targets(profile.nonnullRouteTargetsOnExports().keySet(), key -> target(key.getAsn(), key.getVni())),
            Boolean.TRUE.equals(profile.getLeakDefaultRouteFromUnderlay()),
            Boolean.TRUE.equals(profile.getLeakTenantHostRoutesToUnderlay()),
            prefixes(profile.getAcceptedLeaksFromUnderlay()));
    }

    static Site site(final Optional<Site> configured, final SitePolicy policy) {
        final var builder = configured.map(SiteBuilder::new).orElseGet(SiteBuilder::new);
        final var fnn = Optional.ofNullable(builder.getFnn());
        final var profiles = new HashMap<RoutingProfileKey, RoutingProfile>();
        policy.profiles().forEach((name, profile) -> {
            final var key = new RoutingProfileKey(new EntryName(name));
            profiles.put(key, profile(key, Optional.ofNullable(configuredProfiles(fnn).get(key)), profile));
        });
        setDeprecatedPrefixes(builder, ipPrefixes(policy.anycastSitePrefixes()));
        return builder
            .setDatacenterAsn(policy.datacenterAsn().isEmpty() ? null : asn(policy.datacenterAsn().orElseThrow()))
            .setCommonTenantHostAsn(policy.commonTenantHostAsn().isEmpty() ? null
                : new SpeakerAsn(Uint32.valueOf(policy.commonTenantHostAsn().orElseThrow())))
            .setFnn(fnn.map(FnnBuilder::new).orElseGet(FnnBuilder::new)
                .setAdditionalRouteTargetImports(entries(policy.additionalImports(), (asn, vni) ->
                    new AdditionalRouteTargetImportsBuilder().setAsn(asn).setVni(vni).build(),
                    AdditionalRouteTargetImportsKey::new))
                .setRoutingProfiles(profiles.isEmpty() ? null
                    : new RoutingProfilesBuilder().setRoutingProfile(profiles).build())
                .build())
            .build();
    }

    private static RoutingProfile profile(final RoutingProfileKey key, final Optional<RoutingProfile> configured,
            final ProfilePolicy policy) {
        if (configured.isPresent() && policy(configured.orElseThrow()).equals(policy)) {
            return configured.orElseThrow();
        }
        return configured.map(RoutingProfileBuilder::new).orElseGet(RoutingProfileBuilder::new)
            .withKey(key)
            .setInternal(flag(policy.isInternal()))
            .setAccessTier(policy.accessTier() == 0 ? null : Uint32.valueOf(policy.accessTier()))
            .setAllowedAnycastPrefixes(ipPrefixes(policy.allowedAnycastPrefixes()))
            .setTenantLeakCommunitiesAccepted(flag(policy.areLeakCommunitiesAccepted()))
            .setRouteTargetImports(entries(policy.imports(), (asn, vni) ->
                new RouteTargetImportsBuilder().setAsn(asn).setVni(vni).build(), RouteTargetImportsKey::new))
            .setRouteTargetsOnExports(entries(policy.exports(), (asn, vni) ->
                new RouteTargetsOnExportsBuilder().setAsn(asn).setVni(vni).build(), RouteTargetsOnExportsKey::new))
            .setLeakDefaultRouteFromUnderlay(flag(policy.leaksDefaultRoute()))
            .setLeakTenantHostRoutesToUnderlay(flag(policy.leaksHostRoutes()))
            .setAcceptedLeaksFromUnderlay(ipPrefixes(policy.acceptedLeaks()))
            .build();
    }

    private static Map<RoutingProfileKey, RoutingProfile> configuredProfiles(final Optional<Fnn> fnn) {
        return fnn.map(Fnn::getRoutingProfiles).map(profiles -> profiles.nonnullRoutingProfile()).orElse(Map.of());
    }

    @SuppressWarnings("deprecation")
    private static @Nullable Set<IpPrefix> deprecatedPrefixes(final Site site) {
        return site.getAnycastSitePrefixes();
    }

    @SuppressWarnings("deprecation")
    private static void setDeprecatedPrefixes(final SiteBuilder builder, final @Nullable Set<IpPrefix> prefixes) {
        builder.setAnycastSitePrefixes(prefixes);
    }

    /** The model's default is not written. */
    private static @Nullable Boolean flag(final boolean value) {
        return value ? Boolean.TRUE : null;
    }

    private static Asn asn(final long value) {
        return new Asn(Uint32.valueOf(value));
    }

    private static RouteTarget target(final Asn asn, final Vni vni) {
        return new RouteTarget(asn.getValue().toJava(), vni.getValue().toJava());
    }

    private static <K> Set<RouteTarget> targets(final Collection<K> keys,
            final Function<K, RouteTarget> mapper) {
        return keys.stream().map(mapper).sorted().collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static <K, V> @Nullable Map<K, V> entries(final Set<RouteTarget> targets,
            final BiFunction<Asn, Vni, V> value, final BiFunction<Asn, Vni, K> key) {
        return targets.isEmpty() ? null : targets.stream().collect(Collectors.toMap(
            target -> key.apply(asn(target.asn()), new Vni(Uint32.valueOf(target.vni()))),
            target -> value.apply(asn(target.asn()), new Vni(Uint32.valueOf(target.vni())))));
    }

    private static @Nullable Set<IpPrefix> ipPrefixes(final Set<String> prefixes) {
        return prefixes.isEmpty() ? null : prefixes.stream().map(IetfInetUtil::ipPrefixFor)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> prefixes(final @Nullable Set<IpPrefix> configured) {
        return configured == null ? Set.of() : configured.stream().map(SiteMapper::text)
            .sorted().collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** As this code writes it; what it never writes, such as one with host bits, as it is. */
    private static String text(final IpPrefix prefix) {
        final var text = prefix.stringValue();
        try {
            return Prefix.parse(text).toString();
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
