/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static io.tenantbgp.evpn.Parser.ORIGIN_AND_PATH;
import static io.tenantbgp.evpn.Parser.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opendaylight.protocol.bgp.inet.BGPActivator;
import org.opendaylight.protocol.bgp.parser.BGPDocumentedException;
import org.opendaylight.protocol.bgp.parser.spi.BGPExtensionProviderActivator;
import org.opendaylight.protocol.bgp.parser.spi.BGPExtensionProviderContext;
import org.opendaylight.protocol.bgp.parser.spi.pojo.SimpleBGPExtensionProviderContext;
import org.opendaylight.yangtools.concepts.Registration;

/** What a fabric peer's unknown attributes do to a process with BGPCEP. */
class UnknownAttributesTest {
    private static final String NEXT_HOP = "400304 c0000201";
    private static final String LARGE_COMMUNITY = attribute(32, "0000fde80000000100000002");

    private static final BGPExtensionProviderActivator BGPCEP =
        new org.opendaylight.protocol.bgp.parser.impl.BGPActivator();

    @Test
    void withoutTheParsersTwoUnknownAttributesPoisonTheProcess() throws Exception {
        final var parser = Parser.of(BGPCEP, new BGPActivator());
        parser.update(ORIGIN_AND_PATH + NEXT_HOP + LARGE_COMMUNITY);
        assertThrows(BGPDocumentedException.class,
            () -> parser.update(ORIGIN_AND_PATH + NEXT_HOP + LARGE_COMMUNITY));
        assertThrows(BGPDocumentedException.class, () -> parser.update(ORIGIN_AND_PATH + NEXT_HOP));
    }

    @Test
    void unknownAttributesOfEveryTypeLeaveNothingBehind() throws Exception {
        final var parser = Parser.withRanking();
        for (int round = 0; round < 2; round++) {
            for (int type = 0; type <= 255; type++) {
                if (!UnknownAttributes.PARSED_BY_BGPCEP.contains(type)) {
                    final var attributes = parser.attributes(ORIGIN_AND_PATH + NEXT_HOP + attribute(type, "00ff"));
                    assertEquals(Map.of(), attributes.nonnullUnrecognizedAttributes(), "type " + type);
                }
            }
        }
        assertEquals(Map.of(), parser.attributes(ORIGIN_AND_PATH + NEXT_HOP).nonnullUnrecognizedAttributes());
    }

    @Test
    void attributesBgpcepParsesAreParsedInWhateverOrderTheActivatorsStart() throws Exception {
        final var wrongOrder = Parser.of(new UnknownAttributes(), BGPCEP, new BGPActivator());
        for (var parser : List.of(Parser.withRanking(), wrongOrder)) {
            final var attributes = parser.attributes(ORIGIN_AND_PATH + NEXT_HOP + "800404 00000007" + "400504 00000064"
                + "c00804 fe4c0001");
            assertNotNull(attributes.getOrigin());
            assertEquals(1, attributes.getAsPath().nonnullSegments().size());
            assertNotNull(attributes.getCNextHop());
            assertEquals(7, attributes.getMultiExitDisc().getMed().intValue());
            assertEquals(100, attributes.getLocalPref().getPref().intValue());
            assertEquals(1, attributes.nonnullCommunities().size());
        }
    }

    @Test
    void parserOfAnotherBundleWinsBecauseThisOneComesLast() throws Exception {
        final var seen = new HashSet<Integer>();
        final var parser = Parser.of(BGPCEP, new Recording(32, seen), new UnknownAttributes());
        parser.update(ORIGIN_AND_PATH + NEXT_HOP + LARGE_COMMUNITY);
        assertEquals(Set.of(32), seen);
    }

    @Test
    void rankingsAreTheLowestAndTheHighestThereAre() throws Exception {
        assertTrue(classFile(UnknownAttributes.class).contains("service.ranking:Integer=" + Integer.MIN_VALUE));
        assertTrue(classFile(EvpnParserExtension.class).contains("service.ranking:Integer=" + Integer.MAX_VALUE));
    }

    @Test
    void exactlyTheTypesLeftToBgpcepAreParsedByIt() {
        final var registered = new HashSet<Integer>();
        final var context = new SimpleBGPExtensionProviderContext();
        BGPCEP.start((BGPExtensionProviderContext) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {BGPExtensionProviderContext.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("registerAttributeParser")) {
                    registered.add((Integer) arguments[0]);
                }
                return method.invoke(context, arguments);
            }));
        assertEquals(registered, UnknownAttributes.PARSED_BY_BGPCEP);
    }

    /** The annotation of a component is in the class file only, and in the bundle as the component's description. */
    private static String classFile(final Class<?> type) throws IOException {
        try (var file = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Another bundle's parser of one attribute. */
    private record Recording(int type, Set<Integer> seen) implements BGPExtensionProviderActivator {
        @Override
        public List<Registration> start(final BGPExtensionProviderContext context) {
            return List.of(context.registerAttributeParser(type, (buffer, builder, constraint) -> seen.add(type)));
        }
    }
}
