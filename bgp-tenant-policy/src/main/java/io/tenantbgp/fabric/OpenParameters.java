/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.protocol.bgp.parser.spi.AddressFamilyRegistry;
import org.opendaylight.protocol.bgp.parser.spi.BGPExtensionConsumerContext;
import org.opendaylight.protocol.bgp.parser.spi.SubsequentAddressFamilyRegistry;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.open.message.BgpParameters;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.open.message.BgpParametersBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.open.message.bgp.parameters.OptionalCapabilities;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.open.message.bgp.parameters.optional.capabilities.CParameters;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.CParameters1;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.mp.capabilities.MultiprotocolCapability;

/**
 * The capabilities of OPEN messages (RFC 5492) in BGPCEP's objects. Both ways only those pass that a session with the
 * fabric needs: of the others BGPCEP takes a neighbour's offer for an agreement (add-path), or keeps a peer with
 * another life of its own when the session is lost (graceful restart, BGPPeer.releaseConnectionGracefully), while its
 * routes have to go.
 */
final class OpenParameters {
    private final AddressFamilyRegistry afis;
    private final SubsequentAddressFamilyRegistry safis;

    OpenParameters(final BGPExtensionConsumerContext extensions) {
        afis = extensions.getAddressFamilyRegistry();
        safis = extensions.getSubsequentAddressFamilyRegistry();
    }

    /** The multiprotocol, route refresh and 4-octet ASN capabilities among them. */
    static List<BgpParameters> needed(final @Nullable List<BgpParameters> parameters) {
        return List.of(new BgpParametersBuilder().setOptionalCapabilities(capabilities(parameters)
            .filter(capability -> isNeeded(capability.getCParameters())).toList()).build());
    }

    /** Whether 4-octet ASNs are among them, without which BGPCEP has no session (StrictBGPPeerRegistry.validateAs). */
    static boolean hasFourOctetAsn(final @Nullable List<BgpParameters> parameters) {
        return capabilities(parameters).map(OptionalCapabilities::getCParameters)
            .anyMatch(found -> found != null && found.getAs4BytesCapability() != null);
    }

    /** The families among them; IPv4 unicast where no family is named (RFC 4760, section 8). */
    Set<FabricFamily> families(final @Nullable List<BgpParameters> parameters) {
        final var named = capabilities(parameters).map(OptionalCapabilities::getCParameters)
            .map(OpenParameters::multiprotocol).filter(found -> found != null).toList();
        return named.isEmpty() ? Set.of(FabricFamily.IPV4_UNICAST) : named.stream().flatMap(this::family)
            .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<FabricFamily> family(final MultiprotocolCapability capability) {
        final var afi = afis.numberForClass(capability.getAfi());
        final var safi = safis.numberForClass(capability.getSafi());
        return afi == null || safi == null ? Stream.empty()
            : Arrays.stream(FabricFamily.values()).filter(family -> family.hasNumbers(afi, safi));
    }

    private static boolean isNeeded(final @Nullable CParameters found) {
        final var more = found == null ? null : found.augmentation(CParameters1.class);
        return found != null && found.getAs4BytesCapability() != null
            || more != null && (more.getMultiprotocolCapability() != null || more.getRouteRefreshCapability() != null);
    }

    private static @Nullable MultiprotocolCapability multiprotocol(final @Nullable CParameters found) {
        final var more = found == null ? null : found.augmentation(CParameters1.class);
        return more == null ? null : more.getMultiprotocolCapability();
    }

    private static Stream<OptionalCapabilities> capabilities(final @Nullable List<BgpParameters> parameters) {
        return parameters == null ? Stream.empty()
            : parameters.stream().flatMap(each -> each.nonnullOptionalCapabilities().stream());
    }
}
