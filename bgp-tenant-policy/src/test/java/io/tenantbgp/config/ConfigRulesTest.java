/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static io.tenantbgp.testing.Configured.BLUE;
import static io.tenantbgp.testing.Configured.ETH0;
import static io.tenantbgp.testing.Configured.SITE;
import static io.tenantbgp.testing.Configured.dpu;
import static io.tenantbgp.testing.Configured.ipv4;
import static io.tenantbgp.testing.Configured.site;
import static io.tenantbgp.testing.Configured.tenantInterface;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.tenantbgp.testing.Configured;
import io.tenantbgp.validation.Finding;
import io.tenantbgp.validation.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yangtools.yang.common.ErrorTag;

class ConfigRulesTest {
    private static final Path LAB = Path.of("../lab");
    private static final String SITE_NAME = "tenant-bgp-site:site";
    private static final String DPU_NAME = "tenant-bgp-dpu:dpu";
    private static final String METADATA_NAME = "instance-metadata:instance-metadata";

    static Stream<EditCase> cases() throws IOException {
        return EditCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void editIsRefusedWithPathAndWhatToChange(final EditCase edit) throws IOException {
        final var documents = documents(EditCase.FOLDER.resolve("dpu.json"));
        final var before = config(documents);
        edit.apply(documents);

        final var found = Stream.concat(ConfigRules.check(before, config(documents)).stream(),
            metadata(documents).stream().flatMap(each -> MetadataRules.check(each).stream())).toList();

        final var expected = new Finding(new ErrorTag(edit.get("tag")), edit.get("path"), edit.get("message"));
        assertTrue(found.contains(expected), () -> expected + "\nis not in\n" + found);
        assertEquals(edit.errors(), found.size(), found::toString);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void configurationPageHasTheCase(final EditCase edit) throws IOException {
        final var row = "| " + edit + " | `" + edit.get("tag") + "` | " + edit.get("message") + " |";
        assertTrue(Files.readAllLines(Path.of("../docs/configure.md")).contains(row), row);
    }

    static Stream<Path> configurations() throws IOException {
        try (var files = Files.walk(LAB)) {
            return files.filter(file -> file.getFileName().toString().matches("(dpu|vtep).*\\.json")
                && !file.toString().contains(".run")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void whatTheLabConfiguresIsAccepted(final Path dpu) throws IOException {
        assertEquals(List.of(), ConfigRules.check(config(documents(dpu))));
    }

    @Test
    void whatWasWrongBeforeDoesNotStandInTheWay() {
        final var outside = tenantInterface("eth0", "blue", ipv4("10.0.0.1", "10.7.0.2"));
        final var before = new CommittedConfig(Optional.of(site(SITE)), Optional.of(dpu(BLUE, outside)));
        final var after = new CommittedConfig(before.site(), Optional.of(dpu(BLUE, outside + ", "
            + tenantInterface("eth1", "blue", ipv4("10.0.1.1", "10.0.1.2")))));

        assertEquals(1, ConfigRules.check(before).size());
        assertEquals(List.of(), ConfigRules.check(before, after));
    }

    @Test
    void profileMayBeNarrowedBelowWhatAnInterfaceLists() {
        final var narrowed = dpu(BLUE, listing("203.0.113.0/25"));
        final var before = new CommittedConfig(Optional.of(site(SITE)), Optional.of(narrowed));
        final var less = Optional.of(site(SITE.replace("203.0.113.0/24", "203.0.113.128/25")));

        assertEquals(List.of(), ConfigRules.check(before, new CommittedConfig(less, Optional.of(narrowed))));
        assertEquals(1, ConfigRules.check(new CommittedConfig(less, Optional.of(narrowed))).size());
        assertEquals(1, ConfigRules.check(before, new CommittedConfig(less,
            Optional.of(dpu(BLUE, listing("203.0.113.0/26"))))).size());
        assertEquals(1, ConfigRules.check(new CommittedConfig(Optional.empty(), Optional.empty()),
            new CommittedConfig(less, Optional.of(narrowed))).size());
    }

    @Test
    void narrowedProfileIsCheckedLikeAnyOther() {
        final var narrowed = dpu(BLUE, listing("203.0.113.0/25"));
        final var before = new CommittedConfig(Optional.of(site(SITE)), Optional.of(narrowed));

        final var found = ConfigRules.check(before, new CommittedConfig(
            Optional.of(site(SITE.replace("203.0.113.0/24", "10.0.0.0/24"))), Optional.of(narrowed)));

        assertEquals(1, found.size(), found::toString);
        assertTrue(found.get(0).message().startsWith("10.0.0.0/24 overlaps 10.0.0.1/32"), found::toString);
    }

    @Test
    void profileHoldsNoAddressOfTheMetadataService() {
        final var metadata = Optional.of((InstanceMetadata) Configured.document(
            "{'instance-metadata:instance-metadata': {'listen': {'additional-address': ['fd00:ec2::254']}}}"));
        final var config = new CommittedConfig(Optional.of(site(SITE.replace("203.0.113.0/24", "fd00:ec2::/32"))),
            Optional.of(dpu(BLUE, ETH0)), metadata);

        assertEquals(List.of(), ConfigRules.check(new CommittedConfig(config.site(), config.dpu())));
        final var found = ConfigRules.check(new CommittedConfig(config.site(), config.dpu()), config);
        assertEquals(1, found.size(), found::toString);
        assertTrue(found.get(0).message().startsWith("fd00:ec2::/32 overlaps fd00:ec2::254/128"), found::toString);
    }

    @Test
    void listMayNameAnyPrefix() {
        assertEquals(List.of(), ConfigRules.check(new CommittedConfig(Optional.of(site(
            SITE.replace("'203.0.113.0/24'", "'0.0.0.0/0', '::/0'"))), Optional.of(dpu(BLUE, ETH0)))));
    }

    @Test
    void oneEditMayAddAProfileAndUseIt() {
        assertEquals(List.of(), ConfigRules.check(new CommittedConfig(Optional.empty(), Optional.empty()),
            new CommittedConfig(Optional.of(site(SITE)), Optional.of(dpu(BLUE, ETH0)))));
    }

    @Test
    void findingsAreFoundAgainInTheTextOfTheirException() {
        final var found = List.of(Finding.invalid("/a:b/c[name='x']", "no: not so"),
            new Finding(ErrorTag.IN_USE, "/a:b/d[.='2001:db8::/32']", "in use by VPC y: change it"));
        final var refused = new InvalidConfigurationException(found);

        assertEquals(found, InvalidConfigurationException.findingsIn("it failed:\n" + refused.getMessage()));
        assertEquals(found, InvalidConfigurationException.causeOf(new IllegalStateException(refused)).orElseThrow()
            .findings());
        assertEquals(List.of(), InvalidConfigurationException.findingsIn("commit encountered an unexpected failure"));
    }

    private static String listing(final String prefix) {
        return tenantInterface("eth0", "blue", ipv4("10.0.0.1", "10.0.0.2"),
            "'allowed-anycast-prefixes': {'prefix': ['" + prefix + "']}");
    }

    /** A DPU's document and its site's, if there is one. */
    private static JsonObject documents(final Path dpu) throws IOException {
        final var documents = EditCase.read(dpu).getAsJsonObject();
        final var site = dpu.resolveSibling("site.json");
        if (Files.exists(site)) {
            documents.add(SITE_NAME, EditCase.read(site).getAsJsonObject().get(SITE_NAME));
        }
        return documents;
    }

    private static CommittedConfig config(final JsonObject documents) {
        return new CommittedConfig(container(documents, SITE_NAME).map(Site.class::cast),
            container(documents, DPU_NAME).map(Dpu.class::cast));
    }

    private static Optional<InstanceMetadata> metadata(final JsonObject documents) {
        return container(documents, METADATA_NAME).map(InstanceMetadata.class::cast);
    }

    private static Optional<Object> container(final JsonObject documents, final String name) {
        if (!documents.has(name)) {
            return Optional.empty();
        }
        final var document = new JsonObject();
        document.add(name, documents.get(name));
        return Optional.of(Configured.document(document.toString()));
    }
}
