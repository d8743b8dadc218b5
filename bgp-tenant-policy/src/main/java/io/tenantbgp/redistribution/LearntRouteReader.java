/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.redistribution;

import static java.util.Objects.requireNonNull;

import com.google.common.net.InetAddresses;
import io.tenantbgp.evpn.IpPrefixRoute;
import io.tenantbgp.evpn.IpPrefixRoutes;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.propagation.LearntRoute;
import io.tenantbgp.propagation.NextHop;
import io.tenantbgp.propagation.Routing;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.PeerRole;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.rib.Peer;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidateNode;

/** Reads routes in the Adj-RIB-In of one neighbour of the fabric: the import policy is here. */
final class LearntRouteReader {
    private static final NodeIdentifier ROLE = NodeIdentifier.create(QName.create(Peer.QNAME, "peer-role").intern());

    private final RouteCodec codec;
    private final Routing routing;
    private final boolean external;

    LearntRouteReader(final RouteCodec codec, final Routing routing, final DataTreeCandidateNode peer) {
        this(codec, routing, isExternal(peer.dataAfter()) || isExternal(peer.dataBefore()));
    }

    LearntRouteReader(final RouteCodec codec, final Routing routing, final boolean external) {
        this.codec = requireNonNull(codec);
        this.routing = requireNonNull(routing);
        this.external = external;
    }

    /**
     * Empty for a route that leads nowhere a VPC can use, or that has been at this DPU before. Of a route that a VPC
     * imports {@code unusable} is told why it leads nowhere.
     */
    Optional<LearntRoute> read(final RibTable table, final MapEntryNode route, final Consumer<Unusable> unusable) {
        final var attributes = codec.of(table);
        return attributes.of(route).filter(found -> !isLoop(attributes, found)).flatMap(found -> {
            // RFC 4271, section 5.1.5: that of an external peer means nothing here.
            final long localPref = external ? LearntRoute.LOCAL_PREF
                : attributes.localPref(found).orElse(LearntRoute.LOCAL_PREF);
            final int length = attributes.pathLength(found);
            if (table == RibTable.EVPN) {
                return IpPrefixRoutes.read(route).filter(each -> isUsable(each, unusable))
                    .map(each -> new LearntRoute(RouteCodec.parse(each.prefix()),
                        new NextHop(IpAddress.parse(each.attributes().nextHop()), Optional.of((long) each.label()),
                            each.attributes().routerMac()), true, each.attributes().routeTargets(), localPref,
                        length));
            }
            final var prefix = RouteCodec.prefix(table, route.name());
            return attributes.nextHop(found).filter(hop -> isUsable(prefix, hop, unusable))
                .map(hop -> new LearntRoute(prefix, new NextHop(IpAddress.parse(hop), Optional.empty(),
                    Optional.empty()), false, Set.of(), localPref, length));
        });
    }

    private boolean isUsable(final IpPrefixRoute route, final Consumer<Unusable> unusable) {
        final var reason = Unusable.of(route).or(() -> isOfAnotherRouter(route.attributes().nextHop())
            ? Optional.empty() : Optional.of(Unusable.NEXT_HOP));
        reason.filter(ignored -> routing.vpcs().values().stream()
            .anyMatch(vpc -> vpc.imports(route.attributes().routeTargets()))).ifPresent(unusable);
        return reason.isEmpty();
    }

    private boolean isUsable(final Prefix prefix, final String nextHop, final Consumer<Unusable> unusable) {
        final boolean usable = isOfAnotherRouter(nextHop);
        if (!usable && routing.vpcs().values().stream().anyMatch(vpc -> vpc.acceptsFromUnderlay(prefix))) {
            unusable.accept(Unusable.NEXT_HOP);
        }
        return usable;
    }

    private boolean isOfAnotherRouter(final String nextHop) {
        final var address = InetAddresses.forString(nextHop);
        return !address.isAnyLocalAddress() && !address.isLoopbackAddress() && !address.isMulticastAddress()
            && routing.loopback().filter(address::equals).isEmpty();
    }

    /** RFC 4271, section 9.1.2, and by way of a route reflector RFC 4456, section 8. */
    private boolean isLoop(final PathAttributes attributes, final ContainerNode found) {
        return attributes.asns(found).anyMatch(asn -> asn == routing.asn())
            || !external && routing.loopback().isPresent() && attributes.originator(found)
                .filter(routing.loopback().orElseThrow().getHostAddress()::equals).isPresent();
    }

    private static boolean isExternal(final @Nullable NormalizedNode peer) {
        return peer instanceof DataContainerNode entry && entry.childByArg(ROLE) != null
            && PeerRole.Ebgp.getName().equals(entry.getChildByArg(ROLE).body());
    }
}
