/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static io.tenantbgp.evpn.RouteNodes.leaf;
import static io.tenantbgp.evpn.RouteNodes.nid;

import com.google.common.net.InetAddresses;
import com.google.common.primitives.Ints;
import java.net.Inet4Address;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.EncapsulationTunnelType;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ChoiceNode;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.LeafNode;
import org.opendaylight.yangtools.yang.data.api.schema.UnkeyedListEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.UnkeyedListNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;

/** The nodes of a route's extended communities as BGPCEP's RIBs have them. */
final class CommunityNodes {
    /** What the communities of a route say. */
    record Communities(Set<RouteTarget> routeTargets, Optional<String> routerMac, Set<Integer> tunnelTypes) { }

    /** Both the list and the choice in its entries. */
    private static final NodeIdentifier COMMUNITIES = nid("extended-communities");
    private static final NodeIdentifier COMMUNITY = nid("extended-community");
    private static final NodeIdentifier TRANSITIVE = nid("transitive");
    private static final NodeIdentifier ROUTE_TARGET_ASN_2 = nid("route-target-extended-community");
    private static final NodeIdentifier ROUTE_TARGET_IPV4 = nid("route-target-ipv4");
    private static final NodeIdentifier ROUTE_TARGET_ASN_4 = nid("as-4-route-target-extended-community");
    private static final NodeIdentifier ASN_4_FIELDS = nid("as-4-specific-common");
    private static final NodeIdentifier ASN_4 = nid("as-number");
    private static final NodeIdentifier ADMINISTRATOR = nid("global-administrator");
    private static final NodeIdentifier NUMBER = nid("local-administrator");
    private static final NodeIdentifier ENCAPSULATION = nid("encapsulation-extended-community");
    private static final NodeIdentifier TUNNEL_TYPE = nid("tunnel-type");
    private static final NodeIdentifier OTHER_ENCAPSULATION = nid("other-encapsulation-extended-community");
    private static final NodeIdentifier TUNNEL_TYPE_NUMBER = nid("tunnel-type-number");
    private static final NodeIdentifier ROUTER_MAC = nid("router-mac-extended-community");
    private static final NodeIdentifier MAC = nid("router-mac");

    private CommunityNodes() {
        // Hidden on purpose
    }

    static UnkeyedListNode write(final OverlayAttributes attributes) {
        final var list = ImmutableNodes.newUnkeyedListBuilder().withNodeIdentifier(COMMUNITIES);
        attributes.routeTargets().forEach(target -> list.withChild(community(routeTarget(target))));
        attributes.tunnelTypes().forEach(type -> list.withChild(community(encapsulation(type))));
        attributes.routerMac().ifPresent(mac -> list.withChild(community(
            container(ROUTER_MAC, ImmutableNodes.leafNode(MAC, mac.toLowerCase(Locale.ROOT))))));
        return list.build();
    }

    static Communities read(final ContainerNode attributes) {
        final var reader = new Reader();
        if (attributes.childByArg(COMMUNITIES) instanceof UnkeyedListNode list) {
            list.body().forEach(reader::read);
        }
        return new Communities(reader.routeTargets, reader.routerMac, reader.tunnelTypes);
    }

    private static UnkeyedListEntryNode community(final ContainerNode content) {
        return ImmutableNodes.newUnkeyedListEntryBuilder().withNodeIdentifier(COMMUNITIES)
            .withChild(ImmutableNodes.leafNode(TRANSITIVE, Boolean.TRUE))
            .withChild(ImmutableNodes.newChoiceBuilder().withNodeIdentifier(COMMUNITY).withChild(content).build())
            .build();
    }

    private static ContainerNode routeTarget(final RouteTarget target) {
        return switch (target.form()) {
            case ASN_2 -> container(ROUTE_TARGET_ASN_2,
                ImmutableNodes.leafNode(ADMINISTRATOR, Uint32.valueOf(target.administrator())),
                ImmutableNodes.leafNode(NUMBER, Ints.toByteArray((int) target.number())));
            case IPV4 -> container(ROUTE_TARGET_IPV4,
                ImmutableNodes.leafNode(ADMINISTRATOR, target.form().text(target.administrator())),
                ImmutableNodes.leafNode(NUMBER, Uint16.valueOf(target.number())));
            case ASN_4 -> ImmutableNodes.newContainerBuilder().withNodeIdentifier(ROUTE_TARGET_ASN_4)
                .withChild(container(ASN_4_FIELDS,
                    ImmutableNodes.leafNode(ASN_4, Uint32.valueOf(target.administrator())),
                    ImmutableNodes.leafNode(NUMBER, Uint16.valueOf(target.number()))))
                .build();
        };
    }

    private static ContainerNode encapsulation(final int tunnelType) {
        final var known = EncapsulationTunnelType.forValue(tunnelType);
        return known != null ? container(ENCAPSULATION, ImmutableNodes.leafNode(TUNNEL_TYPE, known.getName()))
            : container(OTHER_ENCAPSULATION, ImmutableNodes.leafNode(TUNNEL_TYPE_NUMBER, Uint16.valueOf(tunnelType)));
    }

    private static ContainerNode container(final NodeIdentifier name, final LeafNode<?>... leaves) {
        final var container = ImmutableNodes.newContainerBuilder().withNodeIdentifier(name);
        for (var leaf : leaves) {
            container.withChild(leaf);
        }
        return container.build();
    }

    /** Collects what the communities say; of two MAC addresses the first one counts. */
    private static final class Reader {
        private final Set<RouteTarget> routeTargets = new HashSet<>();
        private final Set<Integer> tunnelTypes = new HashSet<>();
        private Optional<String> routerMac = Optional.empty();

        void read(final UnkeyedListEntryNode entry) {
            if (entry.childByArg(COMMUNITY) instanceof ChoiceNode choice) {
                choice.body().forEach(child -> {
                    if (child instanceof ContainerNode content) {
                        read(content);
                    }
                });
            }
        }

        private void read(final ContainerNode content) {
            final var name = content.name();
            if (name.equals(ROUTE_TARGET_ASN_2)) {
                add(AdministratorForm.ASN_2, leaf(content, ADMINISTRATOR, Uint32.class).map(Uint32::toJava),
                    leaf(content, NUMBER, byte[].class)
                        .map(octets -> Integer.toUnsignedLong(Ints.fromByteArray(octets))));
            } else if (name.equals(ROUTE_TARGET_IPV4)) {
                add(AdministratorForm.IPV4, leaf(content, ADMINISTRATOR, String.class)
                    .map(address -> AdministratorForm.bits((Inet4Address) InetAddresses.forString(address))),
                    number(content));
            } else if (name.equals(ROUTE_TARGET_ASN_4)) {
                if (content.childByArg(ASN_4_FIELDS) instanceof ContainerNode fields) {
                    add(AdministratorForm.ASN_4, leaf(fields, ASN_4, Uint32.class).map(Uint32::toJava), number(fields));
                }
            } else if (name.equals(ROUTER_MAC)) {
                routerMac = routerMac.or(() -> leaf(content, MAC, String.class));
            } else if (name.equals(ENCAPSULATION)) {
                leaf(content, TUNNEL_TYPE, String.class).map(EncapsulationTunnelType::forName)
                    .map(EncapsulationTunnelType::getIntValue).ifPresent(tunnelTypes::add);
            } else if (name.equals(OTHER_ENCAPSULATION)) {
                leaf(content, TUNNEL_TYPE_NUMBER, Uint16.class).map(Uint16::toJava).ifPresent(tunnelTypes::add);
            }
        }

        private static Optional<Long> number(final DataContainerNode content) {
            return leaf(content, NUMBER, Uint16.class).map(number -> (long) number.toJava());
        }

        private void add(final AdministratorForm form, final Optional<Long> administrator,
                final Optional<Long> number) {
            if (administrator.isPresent() && number.isPresent()) {
                routeTargets.add(new RouteTarget(form, administrator.orElseThrow(), number.orElseThrow()));
            }
        }
    }
}
