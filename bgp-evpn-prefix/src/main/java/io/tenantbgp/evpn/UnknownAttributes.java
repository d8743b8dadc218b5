/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.opendaylight.protocol.bgp.parser.spi.BGPExtensionProviderActivator;
import org.opendaylight.protocol.bgp.parser.spi.BGPExtensionProviderContext;
import org.opendaylight.yangtools.concepts.Registration;
import org.osgi.service.component.annotations.Component;

/**
 * Discards every path attribute no one else parses, such as LARGE_COMMUNITY, so that it never reaches BGPCEP's own list
 * of them. That list, SimpleAttributeRegistry.unrecognizedAttributes, is one for the process and never cleared: it
 * attaches an attribute of one peer to the later routes of all peers, and a second attribute of the same type makes
 * every later UPDATE of every peer fail.
 *
 * <p>BGPCEP's registry takes the parser registered first. This one comes last by its ranking, so that any bundle's
 * parser comes before it; and where there is no order, as with ServiceLoader, it still leaves alone what BGPCEP itself
 * parses.
 */
@Component(immediate = true, property = {
    "type=io.tenantbgp.evpn.UnknownAttributes",
    "service.ranking:Integer=-2147483648"
})
public final class UnknownAttributes implements BGPExtensionProviderActivator {
    /** What bgp-parser-impl has parsers for, in its BGPActivator. */
    static final Set<Integer> PARSED_BY_BGPCEP = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15, 16, 17, 18, 26, 40);

    private static final int LAST_TYPE = 255;

    @Override
    public List<Registration> start(final BGPExtensionProviderContext context) {
        final var parser = new DiscardingAttributeParser();
        return IntStream.rangeClosed(0, LAST_TYPE)
            .filter(type -> !PARSED_BY_BGPCEP.contains(type))
            .mapToObj(type -> context.registerAttributeParser(type, parser))
            .toList();
    }
}
