/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import com.google.common.base.Suppliers;
import io.tenantbgp.metadata.TenantViews.View;
import io.tenantbgp.metadata.bgp.AllowedPrefixes;
import io.tenantbgp.metadata.bgp.Cidr;
import io.tenantbgp.metadata.bgp.Link;
import io.tenantbgp.metadata.bgp.TenantHost;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpPrefix;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.TenantInterfaces;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterface;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterfaceKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.State;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.VpcKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfile;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfileKey;
import org.opendaylight.yangtools.yang.common.Uint8;

/** From the YANG models to what tenant hosts see of their BGP sessions. */
@NonNullByDefault
final class TenantMapper {
    private TenantMapper() {
        // Hidden on purpose
    }

    /** Returns the tenant hosts by their interfaces. */
    static Map<TenantInterfaceKey, TenantHost> hosts(final @Nullable Site site, final @Nullable Dpu dpu) {
        final var found = new HashMap<TenantInterfaceKey, TenantHost>();
        if (dpu != null) {
            final var allowed = new HashMap<RoutingProfileKey, Supplier<AllowedPrefixes>>();
            interfaces(dpu.getTenantInterfaces()).values().forEach(each -> {
                final var links = links(each);
                if (!links.isEmpty()) {
                    found.put(each.key(), host(site, dpu, each, links, allowed));
                }
            });
        }
        return found;
    }

    /**
     * Returns the views of these hosts.
     *
     * @param state the operational state of the interfaces, null while there is none; read when a host asks
     */
    static TenantViews views(final Map<TenantInterfaceKey, TenantHost> hosts, final @Nullable TenantInterfaces state) {
        return new TenantViews(hosts.entrySet().stream().map(each -> {
            final var host = each.getValue();
            return new View(host.links(), BgpDirectory.of(host, () ->
                SessionMapper.sessions(host.links(), state(interfaces(state).get(each.getKey())))));
        }).toList());
    }

    private static @Nullable State state(final @Nullable TenantInterface tenantInterface) {
        return tenantInterface == null ? null : tenantInterface.getState();
    }

    private static TenantHost host(final @Nullable Site site, final Dpu dpu, final TenantInterface each,
            final List<Link> links, final Map<RoutingProfileKey, Supplier<AllowedPrefixes>> allowed) {
        final var pinned = site == null ? null : site.getCommonTenantHostAsn();
        final var profile = profile(site, dpu, each);
        return new TenantHost(dpu.requireAsn().getValue().toJava(),
            pinned == null ? OptionalLong.empty() : OptionalLong.of(pinned.getValue().toJava()), links,
            profile == null ? () -> AllowedPrefixes.NONE : allowed(each, allowed.computeIfAbsent(profile.key(),
                key -> Suppliers.memoize(() -> inEffect(site, profile)))),
            profile != null && Boolean.TRUE.equals(profile.getTenantLeakCommunitiesAccepted()),
            each.getPassword() != null, Boolean.TRUE.equals(each.getTtlSecurity()));
    }

    private static @Nullable RoutingProfile profile(final @Nullable Site site, final Dpu dpu,
            final TenantInterface each) {
        final var vpcs = dpu.getVpcs();
        final var vpc = vpcs == null ? null : vpcs.nonnullVpc().get(new VpcKey(each.requireVpc()));
        final var name = vpc == null ? null : vpc.getRoutingProfile();
        final var fnn = site == null ? null : site.getFnn();
        final var profiles = fnn == null ? null : fnn.getRoutingProfiles();
        return name == null || profiles == null ? null
            : profiles.nonnullRoutingProfile().get(new RoutingProfileKey(name));
    }

    private static Supplier<AllowedPrefixes> allowed(final TenantInterface each,
            final Supplier<AllowedPrefixes> ofProfile) {
        final var narrowing = each.getAllowedAnycastPrefixes();
        return narrowing == null ? ofProfile
            : Suppliers.memoize(() -> ofProfile.get().and(prefixes(narrowing.getPrefix())));
    }

    /** The profile's list, or the deprecated one of the site for a profile that lists nothing. */
    @SuppressWarnings("deprecation")
    private static AllowedPrefixes inEffect(final @Nullable Site site, final RoutingProfile profile) {
        final var ofProfile = profile.getAllowedAnycastPrefixes();
        return site != null && (ofProfile == null || ofProfile.isEmpty()) ? prefixes(site.getAnycastSitePrefixes())
            : prefixes(ofProfile);
    }

    /** An entry with bits behind its length has no effect, as for the sessions. */
    private static AllowedPrefixes prefixes(final @Nullable Set<IpPrefix> prefixes) {
        final var found = new ArrayList<Cidr>();
        for (var each : prefixes == null ? Set.<IpPrefix>of() : prefixes) {
            try {
                found.add(Cidr.parse(each.stringValue()));
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        return AllowedPrefixes.of(found);
    }

    private static Map<TenantInterfaceKey, TenantInterface> interfaces(final @Nullable TenantInterfaces interfaces) {
        return interfaces == null ? Map.of() : interfaces.nonnullTenantInterface();
    }

    private static List<Link> links(final TenantInterface each) {
        final var ipv4 = each.getIpv4();
        final var ipv6 = each.getIpv6();
        return Stream.of(
            ipv4 == null ? null : link(IetfInetUtil.ipv4AddressNoZoneBytes(ipv4.requireGatewayAddress()),
                IetfInetUtil.ipv4AddressNoZoneBytes(ipv4.requireHostAddress()), ipv4.requirePrefixLength()),
            ipv6 == null ? null : link(IetfInetUtil.ipv6AddressNoZoneBytes(ipv6.requireGatewayAddress()),
                IetfInetUtil.ipv6AddressNoZoneBytes(ipv6.requireHostAddress()), ipv6.requirePrefixLength()))
            .filter(Objects::nonNull).toList();
    }

    /** Null where Java takes one of them for another family's, as it does an IPv4-mapped one: no session has it. */
    private static @Nullable Link link(final byte[] gateway, final byte[] host, final Uint8 length) {
        try {
            final var peer = InetAddress.getByAddress(gateway);
            final var own = InetAddress.getByAddress(host);
            return peer.getAddress().length == gateway.length && own.getAddress().length == host.length
                ? new Link(peer, own, Cidr.around(own, length.toJava())) : null;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 octets are always an address", e);
        }
    }
}
