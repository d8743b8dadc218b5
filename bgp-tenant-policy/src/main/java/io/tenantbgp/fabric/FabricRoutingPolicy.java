/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.opendaylight.protocol.bgp.rib.spi.policy.BGPRibRoutingPolicy;
import org.opendaylight.protocol.bgp.rib.spi.policy.BGPRouteEntryExportParameters;
import org.opendaylight.protocol.bgp.rib.spi.policy.BGPRouteEntryImportParameters;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.AfiSafiType;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.IPV4UNICAST;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.IPV6UNICAST;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.L2VPNEVPN;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.AsNumber;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.Attributes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.PeerRole;
import org.opendaylight.yangtools.yang.common.Uint32;

/**
 * The routing policy of the fabric's RIB: what the application peer has is announced to every neighbour, what a
 * neighbour has to none, since the DPU is no transit. BGPCEP does not withdraw a route that it announced once and the
 * policy then rejects (AbstractPeer.installRouteRibOut), so that a decision depends on what is fixed for the whole
 * session only, and a route of a neighbour never comes in the place of an own one: none is in the Loc-RIB
 * ({@code RibTransactions}). Thread-safe.
 */
public final class FabricRoutingPolicy implements BGPRibRoutingPolicy {
    private final AsNumber dpuAsn;
    private final FabricPeers peers;

    /**
     * For one RIB.
     *
     * @param dpuAsn the DPU's ASN
     * @param peers the sessions
     */
    public FabricRoutingPolicy(final long dpuAsn, final FabricPeers peers) {
        this.dpuAsn = new AsNumber(Uint32.valueOf(dpuAsn));
        this.peers = requireNonNull(peers);
    }

    @Override
    public Optional<Attributes> applyImportPolicies(final BGPRouteEntryImportParameters parameters,
            final Attributes attributes, final AfiSafiType family) {
        // What a neighbour announces stays in its Adj-RIB-In, where the DPU reads it. The identifier must not be asked
        // for: it is locked (AbstractPeer.getPeerId), and a session that ends holds that lock while it waits for the
        // EffectiveRibInWriter that asks this.
        return Optional.of(attributes);
    }

    @Override
    public Optional<Attributes> applyExportPolicies(final BGPRouteEntryExportParameters parameters,
            final Attributes attributes, final AfiSafiType family) {
        return FabricPeers.isApplicationPeer(parameters.getFromPeerId()) ? family(family)
            .flatMap(found -> peers.nextHops(parameters.getToPeerId()).flatMap(nextHops ->
                parameters.getToPeerRole() == PeerRole.Ebgp
                    ? FabricExport.toExternal(dpuAsn, nextHops, found, attributes)
                    : FabricExport.toInternal(nextHops, found, attributes)))
            : Optional.empty();
    }

    private static Optional<FabricFamily> family(final AfiSafiType family) {
        if (IPV4UNICAST.VALUE.equals(family)) {
            return Optional.of(FabricFamily.IPV4_UNICAST);
        }
        if (IPV6UNICAST.VALUE.equals(family)) {
            return Optional.of(FabricFamily.IPV6_UNICAST);
        }
        return L2VPNEVPN.VALUE.equals(family) ? Optional.of(FabricFamily.L2VPN_EVPN) : Optional.empty();
    }
}
