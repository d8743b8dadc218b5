/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.yang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every example an operator may copy from {@code lab/} or {@code docs/} is instance data of the models.
 */
class ExampleFilesTest {
    private static final Path LAB = Path.of("..", "lab");
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path MISTAKES = Path.of("src", "test", "resources", "mistakes");

    private static Models models;
    private static InstanceData parser;

    @BeforeAll
    static void loadModels() {
        models = Models.load();
        parser = new InstanceData(models);
    }

    @Test
    void everyExampleIsDataOfTheModels() {
        final var refused = Example.below(models, List.of(LAB, DOCS)).stream().map(ExampleFilesTest::refusal)
            .filter(refusal -> !refusal.isEmpty()).toList();
        assertTrue(refused.isEmpty(), () -> String.join("\n", refused));
    }

    @Test
    void theExampleSiteIsAmongTheExamples() throws Exception {
        final var site = Example.below(models, List.of(LAB)).stream()
            .filter(example -> example.origin().startsWith(LAB.resolve("example-site"))).toList();
        assertEquals(Set.of("site.json", "dpu.json", "instance-metadata.json", "replace.xml"),
            site.stream().map(example -> example.origin().getFileName().toString()).collect(Collectors.toSet()));
        for (var example : site) {
            // NETCONF replaces site and DPU at once, RESTCONF one after the other.
            assertEquals(example.origin().toString().endsWith(".xml") ? 2 : 1, example.parse(parser).size(),
                () -> example + " is the body of one request");
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/mistakes/mistakes.csv", numLinesToSkip = 1)
    void anExampleWithAMistakeIsRefusedWithItsReason(final String file, final String reason) {
        final var examples = Example.in(MISTAKES.resolve(file));
        assertEquals(1, examples.size());
        assertTrue(models.areMentionedIn(examples.get(0).text()), "would not be taken for an example");
        final var refusal = refusal(examples.get(0));
        assertTrue(refusal.contains(file) && refusal.contains(reason), () -> "refusal was: " + refusal);
    }

    @Test
    void everyExampleBelowAFolderIsFound(@TempDir final Path folder) throws Exception {
        final var scenario = Files.createDirectories(folder.resolve("scenario"));
        Files.createDirectories(folder.resolve(".run"));
        Files.writeString(scenario.resolve("dpu.json"), "{\"tenant-bgp-dpu:dpu\": {\"asn\": 65000}}");
        Files.writeString(scenario.resolve("edit.xml"), "<site xmlns=\"urn:io:tenantbgp:site\"/>");
        Files.writeString(scenario.resolve("metallb.json"), "{\"peerASN\": 65000}");
        Files.writeString(folder.resolve(".run").resolve("dpu.json"), "{\"tenant-bgp-dpu:dpu\": {}}");
        Files.writeString(folder.resolve("page.md"), """
            # Page
            ```json
            {"peerASN": 65000}
            ```
            ```json
            {"tenant-bgp-dpu:dpu": {"asn": 65000}}
            ```
            """);
        assertEquals(List.of("page.md:5", "scenario/dpu.json:1", "scenario/edit.xml:1"),
            Example.below(models, List.of(folder)).stream()
                .map(example -> folder.relativize(example.origin()) + ":" + example.line()).toList());
    }

    @Test
    void dataIsFoundInsideAnEditConfig() throws Exception {
        final var edit = """
            <rpc xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" message-id="1">
              <edit-config>
                <target><candidate/></target>
                <config>
                  <site xmlns="urn:io:tenantbgp:site"><datacenter-asn>64512</datacenter-asn></site>
                  <dpu xmlns="urn:io:tenantbgp:dpu"><bgp-port>1179</bgp-port></dpu>
                </config>
              </edit-config>
            </rpc>
            """;
        assertEquals(2, parser.parseXml(edit).size());
    }

    @Test
    void aSubtreeFilterIsNotData() throws Exception {
        final var get = """
            <rpc xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" message-id="1">
              <get><filter type="subtree"><dpu xmlns="urn:io:tenantbgp:dpu"><asn/></dpu></filter></get>
            </rpc>
            """;
        assertEquals(List.of(), parser.parseXml(get));
    }

    @Test
    void theBodyOfADeeperRequestIsParsedAtItsNode() throws Exception {
        final var profile = """
            {"tenant-bgp-site:routing-profile": [{"name": "EXTERNAL", "allowed-anycast-prefixes": ["203.0.113.0/24"]}]}
            """;
        assertEquals(1, parser.parseJson(profile).size());
        assertThrows(InvalidInstanceDataException.class,
            () -> parser.parseJson(profile.replace("allowed-anycast-prefixes", "allowed-prefixes")));
    }

    @Test
    void anRpcIsParsedAtItsInput() throws Exception {
        final var json = """
            {"tenant-bgp-operations:input": {"tenant-interface": "host1", "prefix": "203.0.113.10/24"}}
            """;
        assertEquals(1, parser.parseJson(json).size());
        assertThrows(InvalidInstanceDataException.class,
            () -> parser.parseJson(json.replace("tenant-interface", "interface")));
        final var xml = """
            <rpc xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" message-id="1">
              <explain-prefix xmlns="urn:io:tenantbgp:operations">
                <tenant-interface>host1</tenant-interface><prefix>203.0.113.10/24</prefix>
              </explain-prefix>
            </rpc>
            """;
        assertEquals(1, parser.parseXml(xml).size());
        assertThrows(InvalidInstanceDataException.class, () -> parser.parseXml(xml.replace("prefix>", "address>")));
    }

    /** Why an example is refused, empty if it is not. */
    private static String refusal(final Example example) {
        try {
            example.parse(parser);
            return "";
        } catch (InvalidInstanceDataException e) {
            return example + ": " + e.getMessage();
        }
    }
}
