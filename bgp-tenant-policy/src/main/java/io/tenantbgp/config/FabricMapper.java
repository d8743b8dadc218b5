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
import io.tenantbgp.session.TcpMd5Key;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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

    /**
     * For the neighbours of one DPU.
     *
     * @param dpu the DPU
     * @param interfaces its tenant interfaces
     */
    FabricMapper(final DpuIdentity dpu, final List<InterfaceAddresses> interfaces) {
        this.dpu = requireNonNull(dpu);
        gateways = addresses(interfaces, InterfaceAddresses::gateways);
        hosts = addresses(interfaces, InterfaceAddresses::hosts);
    }

    /**
     * Maps them.
     *
     * @param neighbors all neighbours
     * @param support what this machine cannot enforce
     * @param passwords decrypts their passwords
     * @return the sound ones, and what is wrong with the others
     */
    FabricConfig map(final Collection<Neighbor> neighbors, final SecuritySupport support, final Passwords passwords) {
        final var mapped = entries(neighbors);
        final var mistakes = mistakes(mapped);
        final var sound = new ArrayList<FabricNeighbor>();
        final var leftOut = new ArrayList<LeftOutNeighbor>();
        for (var each : mapped) {
            final var password = each.password().map(TcpMd5Password::getValue).map(passwords::read);
            final var mistake = Optional.ofNullable(mistakes.get(each)).map(Problem::detail)
                .or(() -> AddressConflicts.ofLoopback(dpu.loopback()))
                .or(() -> support.missingFor(password.isPresent(), each.ttl().isPresent(), "multihop-ttl"))
                .or(() -> password.flatMap(ConfiguredPassword::mistake));
            mistake.ifPresentOrElse(detail ->
                leftOut.add(new LeftOutNeighbor(each.address(), each.asn(), each.families(), detail)),
                () -> sound.add(each.neighbor(password.flatMap(ConfiguredPassword::key))));
        }
        return new FabricConfig(sound, leftOut);
    }

    /**
     * What is wrong with each neighbour that makes no sense, by its address as it is configured.
     *
     * @param neighbors all neighbours
     * @return what to change
     */
    Map<String, Problem> mistakes(final Collection<Neighbor> neighbors) {
        return mistakes(entries(neighbors)).entrySet().stream()
            .collect(Collectors.toMap(each -> each.getKey().configured(), Map.Entry::getValue));
    }

    private Map<Entry, Problem> mistakes(final List<Entry> entries) {
        final Map<InetAddress, Long> uses = entries.stream()
            .collect(Collectors.groupingBy(Entry::address, Collectors.counting()));
        final Set<InetAddress> locals = entries.stream().flatMap(each -> each.local().stream())
            .collect(Collectors.toSet());
        final var mistakes = new HashMap<Entry, Problem>();
        for (var each : entries) {
            final var mistake = uses.get(each.address()) > 1
                ? Optional.of(new Problem("", "another neighbour has the same address: remove one of them"))
                : mistake(each, locals).map(detail -> new Problem("", detail)).or(() -> localMistake(each));
            mistake.ifPresent(found -> mistakes.put(each, found));
        }
        return mistakes;
    }

    private Optional<String> mistake(final Entry entry, final Set<InetAddress> locals) {
        final var address = entry.address();
        if (!AddressConflicts.isUnicast(address)) {
            return Optional.of("its address is not a unicast address: correct it");
        }
        if (address.equals(dpu.loopback()) || gateways.contains(address) || locals.contains(address)) {
            return Optional.of("its address is one of the DPU's own: change one of them");
        }
        return hosts.contains(address) ? Optional.of("its address is that of a tenant host: change one of them")
            : Optional.empty();
    }

    private Optional<Problem> localMistake(final Entry entry) {
        if (entry.local().isEmpty()) {
            return entry.passive() ? Optional.of(new Problem("",
                "a passive neighbour needs a local-address to connect to: set it")) : Optional.empty();
        }
        final var local = entry.local().orElseThrow();
        final Optional<String> detail;
        if (!AddressConflicts.isUnicast(local) || local.getClass() != entry.address().getClass()) {
            detail = Optional.of("local-address " + text(local)
                + " is not a unicast address of the family of the neighbour's address: correct it");
        } else if (hosts.contains(local)) {
            detail = Optional.of("local-address " + text(local) + " is that of a tenant host: change one of them");
        } else if (entry.passive() && gateways.contains(local)) {
            detail = Optional.of("tenants connect to local-address " + text(local)
                + ": give the fabric another address, or make the neighbour active");
        } else {
            detail = Optional.empty();
        }
        return detail.map(found -> new Problem("local-address", found));
    }

    private static List<Entry> entries(final Collection<Neighbor> neighbors) {
        return neighbors.stream().map(FabricMapper::entry)
            .sorted(Comparator.comparing(each -> IpAddress.of(each.address()))).toList();
    }

    private static Entry entry(final Neighbor yang) {
        return new Entry(yang.requireAddress().stringValue(), YangLists.inetAddress(yang.requireAddress()),
            yang.requireAsn().getValue().toJava(), YangLists.families(yang),
            Optional.ofNullable(yang.getLocalAddress()).map(YangLists::inetAddress),
            ModelDefaults.passive(yang), Optional.ofNullable(yang.getMultihopTtl())
                .map(ttl -> OptionalInt.of(ttl.intValue())).orElseGet(OptionalInt::empty),
            Optional.ofNullable(yang.getPassword()), ModelDefaults.maximumPrefixes(yang));
    }

    private static Set<InetAddress> addresses(final List<InterfaceAddresses> interfaces,
            final Function<InterfaceAddresses, List<InetAddress>> which) {
        return interfaces.stream().flatMap(each -> which.apply(each).stream()).collect(Collectors.toSet());
    }

    private static String text(final InetAddress address) {
        return IpAddress.of(address).toString();
    }

    /** A neighbour as it is configured, be it sound or not. */
    private record Entry(String configured, InetAddress address, long asn, Set<FabricFamily> families,
            Optional<InetAddress> local, boolean passive, OptionalInt ttl, Optional<TcpMd5Password> password,
            long maximumPrefixes) {
        FabricNeighbor neighbor(final Optional<TcpMd5Key> key) {
            return new FabricNeighbor(address, asn, families, local, passive, ttl, key, maximumPrefixes);
        }
    }
}
