/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Suppliers;
import io.tenantbgp.metadata.MetadataNode.Directory;
import io.tenantbgp.metadata.TenantViews.View;
import io.tenantbgp.metadata.bgp.Cidr;
import io.tenantbgp.metadata.bgp.Hosts;
import io.tenantbgp.metadata.bgp.Link;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose view a request is for, by where it comes from. */
class TenantViewsTest {
    private static final Supplier<Directory> A = directory();
    private static final Supplier<Directory> B = directory();
    private static final Supplier<Directory> C = directory();
    private static final Supplier<Directory> D = directory();
    private static final Map<Supplier<Directory>, String> NAMES = Map.of(A, "a", B, "b", C, "c", D, "d");

    private final TenantViews views = new TenantViews(List.of(
        new View(List.of(link("10.0.0.1", "10.0.0.10", 24), link("2001:db8::1", "2001:db8::10", 64)), A),
        new View(List.of(link("10.1.0.1", "10.1.0.10", 16)), B),
        new View(List.of(link("10.1.0.1", "10.1.0.11", 16)), C),
        new View(List.of(link("10.1.2.1", "10.1.2.10", 24), link("2001:db8:1::1", "2001:db8:1::10", 128)), D),
        new View(List.of(link("192.0.2.1", "192.0.2.10", 31)), B),
        new View(List.of(link("192.0.2.1", "192.0.2.10", 24)), C)));

    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource(textBlock = """
        10.0.0.10,       a, the host of one interface
        2001:db8::10,    a, its other address
        10.0.0.77,       a, a second address on the same link
        2001:db8::aaaa,  a, one that the host has made itself
        10.0.1.77,       -, on no link
        2001:db8:2::1,   -, on no link
        fe80::1,         -, on any link
        127.0.0.1,       -, the DPU
        10.1.0.10,       b, one of two hosts with the prefix of their links in common
        10.1.0.11,       c, the other one
        10.1.0.12,       -, either of them
        10.1.2.77,       d, a link inside the prefix of others
        2001:db8:1::10,  d, a link of one address
        2001:db8:1::11,  -, on no link
        192.0.2.10,      -, two VPCs have this address
        """)
    void viewIsThatOfTheInterface(final String source, final String expected, final String which) {
        final var view = views.directory(Hosts.address(source));
        assertEquals(Optional.of(expected).filter(name -> !name.equals("-")), view.map(NAMES::get), which);
    }

    private static Link link(final String peer, final String host, final int length) {
        return new Link(Hosts.address(peer), Hosts.address(host), Cidr.around(Hosts.address(host), length));
    }

    /** One that equals no other. */
    private static Supplier<Directory> directory() {
        return Suppliers.memoize(() -> Directory.of(Map.of()));
    }
}
