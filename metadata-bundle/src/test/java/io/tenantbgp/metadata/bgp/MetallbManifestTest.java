/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MetalLB's resources as Kubernetes reads them. */
class MetallbManifestTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    /** The example of the feature page, section Example: MetalLB Announcing a Kubernetes Service VIP, step 2. */
    private static final String FEATURE_PAGE = """
        apiVersion: metallb.io/v1beta2
        kind: BGPPeer
        metadata:
          name: dpu
          namespace: metallb-system
        spec:
          myASN: 65010
          peerASN: 65000
          peerAddress: 10.0.0.1
        ---
        apiVersion: metallb.io/v1beta1
        kind: IPAddressPool
        metadata:
          name: service-vips
          namespace: metallb-system
        spec:
          addresses:
          - 203.0.113.10/32
        ---
        apiVersion: metallb.io/v1beta1
        kind: BGPAdvertisement
        metadata:
          name: service-vips
          namespace: metallb-system
        spec:
          ipAddressPools:
          - service-vips
        """;
    private static final Map<String, List<String>> INPUTS_OF_FEATURE_PAGE =
        Map.of("asn", List.of("65010"), "prefix", List.of("203.0.113.10/32"));

    @Test
    void manifestIsTheOneOfTheFeaturePageGivenItsInputs() {
        assertEquals(FEATURE_PAGE, manifest(Hosts.ofFeaturePage(), INPUTS_OF_FEATURE_PAGE).lines()
            .filter(line -> !line.startsWith("#")).map(line -> line + "\n").collect(Collectors.joining()));
    }

    @Test
    void everyResourceHasTheSchemaOfMetallb() throws Exception {
        for (var text : List.of(FEATURE_PAGE, manifest(Hosts.ofFeaturePage(), INPUTS_OF_FEATURE_PAGE),
                manifest(Hosts.ofIpv6(), Map.of("asn", List.of("4294967294"))),
                manifest(Hosts.ofEverything(),
                    Map.of("asn", List.of("4200000002"), "community", List.of("65100:2"))))) {
            assertEquals(Set.of(), problems(text), text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "myASN: TENANT_ASN", "myASN: 4294967296", "myAsn: 65010", "peerASN: '65000'" })
    void whatMetallbWouldNotTakeIsFound(final String line) throws Exception {
        final var name = line.substring(0, line.indexOf(':'));
        assertNotEquals(Set.of(), problems(FEATURE_PAGE.replaceFirst("(?i)" + name + ": .*", line)));
    }

    @Test
    void communityIsATextAndTheAdvertisementNamesIt() throws Exception {
        final var resources = resources(manifest(Hosts.ofEverything(),
            Map.of("asn", List.of("65010"), "community", List.of("65100:2"))));
        final var community = resources.get("Community tenant-leak").at("/spec/communities/0");
        assertEquals("65100:2", community.get("value").textValue());
        assertEquals(community.get("name"), resources.get("BGPAdvertisement service-vips").at("/spec/communities/0"));
    }

    @Test
    void poolHasNothingThatMetallbCannotAnnounceOrHasAlready() throws Exception {
        final var page = Hosts.ofFeaturePage();
        final var overlapping = new TenantHost(65000, page.pinnedAsn(), page.links(), () -> Hosts.allowed(
            "203.0.113.0/24", "203.0.113.0/25", "203.0.113.10/32", "2001:db8:203::/48"), false, false, false);
        assertEquals(List.of("203.0.113.0/24"), pool(overlapping, Map.of()));
        assertEquals(List.of("203.0.113.0/25", "203.0.113.128/32"), pool(overlapping, Map.of("prefix",
            List.of("203.0.113.0/25", "203.0.113.10", "203.0.113.128"))));
    }

    @Test
    void chosenPrefixesAreAllInThePool() throws Exception {
        final var many = IntStream.range(0, 100).mapToObj(i -> "203.0.113." + 2 * i + "/32").toList();
        assertEquals(many.size(), pool(Hosts.ofFeaturePage(), Map.of("prefix", many)).size());
    }

    @Test
    void identifierIsGivenWhereTheNodeMayHaveNone() throws Exception {
        assertEquals("0.0.0.16", resources(manifest(Hosts.ofIpv6(), Map.of())).get("BGPPeer dpu")
            .at("/spec/routerID").textValue());
        assertTrue(resources(manifest(Hosts.ofEverything(), Map.of())).get("BGPPeer dpu-ipv6")
            .at("/spec/routerID").isMissingNode());
    }

    @Test
    void eachAddressOfTheDpuIsAPeer() throws Exception {
        final var resources = resources(manifest(Hosts.ofEverything(), Map.of()));
        assertEquals("10.0.0.1", resources.get("BGPPeer dpu").at("/spec/peerAddress").textValue());
        assertEquals("2001:db8::1", resources.get("BGPPeer dpu-ipv6").at("/spec/peerAddress").textValue());
    }

    private static List<String> pool(final TenantHost host, final Map<String, List<String>> parameters)
            throws Exception {
        final var addresses = new ArrayList<String>();
        resources(manifest(host, parameters)).get("IPAddressPool service-vips").at("/spec/addresses")
            .forEach(each -> addresses.add(each.textValue()));
        return addresses;
    }

    private static String manifest(final TenantHost host, final Map<String, List<String>> parameters) {
        return Speaker.METALLB.configuration(PlanRequest.plan(host, parameters));
    }

    private static Map<String, JsonNode> resources(final String text) throws Exception {
        final var found = new HashMap<String, JsonNode>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            documents.forEachRemaining(each -> found.put(
                each.get("kind").textValue() + " " + each.at("/metadata/name").textValue(), each));
        }
        return found;
    }

    private static Set<ValidationMessage> problems(final String text) throws Exception {
        return resources(text).values().stream().flatMap(each -> problems(each).stream()).collect(Collectors.toSet());
    }

    private static Set<ValidationMessage> problems(final JsonNode resource) {
        try {
            final var kind = resource.get("kind").textValue().toLowerCase(Locale.ROOT);
            final var definition = YAML.readTree(Path.of("src", "test", "resources", "metallb",
                kind.equals("community") ? "communities.yaml" : kind + "s.yaml").toFile());
            assertEquals(definition.at("/spec/names/kind"), resource.get("kind"));
            for (var version : definition.at("/spec/versions")) {
                if (resource.get("apiVersion").textValue().equals("metallb.io/" + version.get("name").textValue())) {
                    final var schema = version.at("/schema/openAPIV3Schema");
                    refuseUnknownFields(schema.at("/properties/spec"));
                    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema)
                        .validate(resource);
                }
            }
            throw new AssertionError("MetalLB has no such version: " + resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the API server does it when asked to be strict; MetalLB has none of it in its schemas. */
    private static void refuseUnknownFields(final JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(MetallbManifestTest::refuseUnknownFields);
    }
}
