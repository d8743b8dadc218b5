/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.fabric.FabricConfig;
import io.tenantbgp.fabric.FabricFamily;
import io.tenantbgp.fabric.FabricNeighbor;
import io.tenantbgp.fabric.LeftOutNeighbor;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.secret.ConfiguredPassword;
import io.tenantbgp.secret.Passwords;
import io.tenantbgp.session.SecuritySupport;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.TcpMd5Password;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.neighbors.Neighbor;

/**
 * Maps the neighbours in the fabric. One that makes no sense is left out, with a reason, and nothing else is touched.
 */
final class FabricMapper {
    private final DpuIdentity dpu;
    private final Set<InetAddress> gateways;
    private final Set<InetAddress> hosts;
    private final SecuritySupport support;
    private final Passwords passwords;

    /**
     * For the neighbours of one DPU.
     *
     * @param dpu the DPU
     * @param interfaces its tenant interfaces
     * @param support what this machine cannot enforce
     * @param passwords decrypts their passwords
     */
    FabricMapper(final DpuIdentity dpu, final List<InterfaceAddresses> interfaces, final SecuritySupport support,
            final Passwords passwords) {
        this.dpu = requireNonNull(dpu);
        this.support = requireNonNull(support);
        this.passwords = requireNonNull(passwords);
        gateways = addresses(interfaces, InterfaceAddresses::gateways);
        hosts = addresses(interfaces, InterfaceAddresses::hosts);
    }

    FabricConfig map(final Collection<Neighbor> neighbors) {
        final var mapped = neighbors.stream().map(this::entry)
            .sorted(Comparator.comparing(each -> IpAddress.of(each.address()))).toList();
        final Map<InetAddress, Long> uses = mapped.stream()
            .collect(Collectors.groupingBy(Entry::address, Collectors.counting()));
        final Set<InetAddress> locals = mapped.stream().flatMap(each -> each.local().stream())
            .collect(Collectors.toSet());
        final var sound = new ArrayList<FabricNeighbor>();
        final var leftOut = new ArrayList<LeftOutNeighbor>();
        for (var each : mapped) {
            final var mistake = uses.get(each.address()) > 1
                ? Optional.of("another neighbour has the same address: remove one of them")
                : mistake(each, locals);
            mistake.ifPresentOrElse(detail ->
                leftOut.add(new LeftOutNeighbor(each.address(), each.asn(), each.families(), detail)),
                () -> sound.add(each.neighbor()));
        }
        return new FabricConfig(sound, leftOut);
    }

    private Optional<String> mistake(final Entry entry, final Set<InetAddress> locals) {
        final var address = entry.address();
        if (!AddressConflicts.isUnicast(dpu.loopback())) {
            return Optional.of("the DPU's loopback " + text(dpu.loopback())
                + " is not a unicast address and no BGP identifier: correct it");
        }
        if (!AddressConflicts.isUnicast(address)) {
            return Optional.of("its address is not a unicast address: correct it");
        }
        if (address.equals(dpu.loopback()) || gateways.contains(address) || locals.contains(address)) {
            return Optional.of("its address is one of the DPU's own: change one of them");
        }
        if (hosts.contains(address)) {
            return Optional.of("its address is that of a tenant host: change one of them");
        }
        return localMistake(entry).or(() -> support.missingFor(entry.password().isPresent(), entry.ttl().isPresent(),
                "multihop-ttl"))
            .or(() -> entry.password().flatMap(ConfiguredPassword::mistake));
    }

    private Optional<String> localMistake(final Entry entry) {
        if (entry.local().isEmpty()) {
            return entry.passive() ? Optional.of("a passive neighbour needs a local-address to connect to: set it")
                : Optional.empty();
        }
        final var local = entry.local().orElseThrow();
        if (!AddressConflicts.isUnicast(local) || local.getClass() != entry.address().getClass()) {
            return Optional.of("local-address " + text(local)
                + " is not a unicast address of the family of the neighbour's address: correct it");
        }
        if (hosts.contains(local)) {
            return Optional.of("local-address " + text(local) + " is that of a tenant host: change one of them");
        }
        return entry.passive() && gateways.contains(local) ? Optional.of("tenants connect to local-address "
            + text(local) + ": give the fabric another address, or make the neighbour active") : Optional.empty();
    }

    private Entry entry(final Neighbor yang) {
        return new Entry(YangLists.inetAddress(yang.requireAddress()), yang.requireAsn().getValue().toJava(),
            YangLists.families(yang), Optional.ofNullable(yang.getLocalAddress()).map(YangLists::inetAddress),
            ModelDefaults.passive(yang), Optional.ofNullable(yang.getMultihopTtl())
                .map(ttl -> OptionalInt.of(ttl.intValue())).orElseGet(OptionalInt::empty),
            Optional.ofNullable(yang.getPassword()).map(TcpMd5Password::getValue).map(passwords::read));
    }

    private static Set<InetAddress> addresses(final List<InterfaceAddresses> interfaces,
            final Function<InterfaceAddresses, List<InetAddress>> which) {
        return interfaces.stream().flatMap(each -> which.apply(each).stream()).collect(Collectors.toSet());
    }

    private static String text(final InetAddress address) {
        return IpAddress.of(address).toString();
    }

    /** A neighbour as it is configured, be it sound or not. */
    private record Entry(InetAddress address, long asn, Set<FabricFamily> families, Optional<InetAddress> local,
            boolean passive, OptionalInt ttl, Optional<ConfiguredPassword> password) {
        FabricNeighbor neighbor() {
            return new FabricNeighbor(address, asn, families, local, passive, ttl,
                password.flatMap(ConfiguredPassword::key));
        }
    }
}
