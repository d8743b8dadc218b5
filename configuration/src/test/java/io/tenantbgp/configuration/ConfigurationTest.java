/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.mdsal.binding.runtime.spi.BindingRuntimeHelpers;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.configuration.rev261126.BackupInputBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.configuration.rev261126.RestoreInputBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.configuration.rev261126.RestoreOutput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yangtools.yang.common.RpcResult;

class ConfigurationTest extends AbstractConcurrentDataBrokerTest {
    private static final String SITE = "{\"tenant-bgp-site:site\": {\"datacenter-asn\": 64512}}";
    private static final String DPU = "{\"tenant-bgp-dpu:dpu\": {\"asn\": 65000, \"loopback\": \"192.0.2.1\"}}";
    private static final String DPU_XML = "<dpu xmlns=\"urn:io:tenantbgp:dpu\"><asn>65000</asn>"
        + "<loopback>192.0.2.1</loopback></dpu>";

    private final Documents documents = new Documents(BindingRuntimeHelpers.createEffectiveModel(Site.class, Dpu.class,
        InstanceMetadata.class));
    @TempDir
    private Path directory;
    private ConfigurationStore store;

    ConfigurationTest() {
        super(true);
    }

    // Declared so by MD-SAL.
    @SuppressWarnings("checkstyle:illegalThrows")
    @BeforeEach
    void start() throws Exception {
        setup();
        store = new ConfigurationStore(getDomBroker());
    }

    @Test
    void exampleSiteIsTheSameAfterBackupAndRestore() throws Exception {
        for (var name : List.of("site.json", "dpu.json", "instance-metadata.json")) {
            Files.copy(Path.of("..", "lab", "example-site", name), directory.resolve(name));
        }
        load();
        final var backup = backup();
        for (var part : List.of("tenant-bgp-site:site", "tenant-bgp-dpu:dpu", "instance-metadata:instance-metadata")) {
            assertTrue(backup.contains("\"" + part + "\""), backup);
        }
        final var before = store.read().get();
        assertEquals(3, before.containers().size());

        assertTrue(restore(DPU).isSuccessful());
        assertEquals(1, store.read().get().containers().size());
        assertTrue(restore(backup).isSuccessful());
        assertEquals(before, store.read().get());
        assertTrue(restore(backup).isSuccessful());
        assertEquals(before, store.read().get());
        assertEquals(backup, backup());
    }

    @Test
    void backupOfNothingIsAnEmptyObject() throws Exception {
        assertEquals("{}\n", backup());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # ~ is a line break | what is said
        {                                             | line 1
        {} x                                          | text after the JSON object
        []                                            | no JSON object
        hello                                         | no JSON object
        {}                                            | nothing is in it
        {"tenant-bgp-dpu:dpu": {~~ "asn": "x"}}       | line 3
        {"tenant-bgp-dpu:dpu": {~ "asm": 1}}          | line 2
        {"tenant-bgp-dpu:dpu": {"loopback": "192.0.2.1"}} | asn
        {"tenant-bgp-dpu:dpu": {"asn": 1, "asn": 2}}  | asn
        {"aaa-app-config:shiro-configuration": {}}    | shiro
        <dpu                                          | line 1
        <dpu xmlns="urn:io:tenantbgp:dpu">~<asn>x</asn></dpu>  | line 2
        <dpu xmlns="urn:io:tenantbgp:dpu">~<asm/></dpu> | asm
        <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x> | line 1
        <config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"/> | nothing is in it
        """)
    void documentThatMakesNoSenseIsRefusedAndChangesNothing(final String document, final String said)
            throws Exception {
        assertTrue(restore(SITE).isSuccessful());
        final var before = store.read().get();

        final var result = restore(document.replace('~', '\n'));

        assertFalse(result.isSuccessful());
        final var message = result.getErrors().iterator().next().getMessage();
        assertTrue(message.contains(said) && message.endsWith("; nothing is changed"), message);
        assertEquals(before, store.read().get());
    }

    @Test
    void documentThatIsTooLongIsRefused() {
        final var refusal = assertThrows(DocumentException.class,
            () -> documents.read("{" + " ".repeat(Documents.GREATEST_LENGTH) + "}"));
        assertTrue(refusal.getMessage().startsWith("longer than"));
    }

    @Test
    void startupFilesAreOneConfigurationWhateverTheirFormat() throws Exception {
        Files.writeString(directory.resolve("a.json"), SITE);
        Files.writeString(directory.resolve("b.xml"), "<?xml version=\"1.0\"?>\n" + DPU_XML);
        Files.writeString(directory.resolve("readme.txt"), "no configuration");
        load();

        final var loaded = store.read().get();
        assertEquals(List.of(documents.read(SITE).containers().get(0), documents.read(DPU).containers().get(0)),
            loaded.containers());
    }

    @Test
    void startupFilesAreNotLookedAtWhenSomethingIsConfigured() throws Exception {
        assertTrue(restore(SITE).isSuccessful());
        Files.writeString(directory.resolve("dpu.json"), DPU);
        load();

        assertEquals(documents.read(SITE), store.read().get());
    }

    @Test
    void oneMistakenFileKeepsAllFromBeingLoaded() throws Exception {
        Files.writeString(directory.resolve("a.json"), SITE);
        Files.writeString(directory.resolve("b.json"), "{\n\"tenant-bgp-dpu:dpu\": {\"asn\": -1}}");
        load();

        assertTrue(store.read().get().containers().isEmpty());
        final var refusal = assertThrows(DocumentException.class, () -> new StartupFiles(directory).read(documents));
        assertTrue(refusal.getMessage().startsWith(directory.resolve("b.json") + ": line 2: "), refusal.getMessage());
    }

    @Test
    void containerInTwoFilesIsAMistake() throws Exception {
        Files.writeString(directory.resolve("a.json"), DPU);
        Files.writeString(directory.resolve("b.xml"), DPU_XML);

        final var refusal = assertThrows(DocumentException.class, () -> new StartupFiles(directory).read(documents));
        assertTrue(refusal.getMessage().contains("b.xml: dpu is in another file"), refusal.getMessage());
    }

    @Test
    void noDirectoryIsNoMistake() throws Exception {
        assertEquals(Optional.empty(), new StartupFiles(directory.resolve("none")).read(documents));
    }

    private void load() throws InterruptedException {
        new Startup(new StartupFiles(directory), store).load(documents);
    }

    private String backup() throws Exception {
        return new BackupRpc(store, () -> documents).invoke(new BackupInputBuilder().build()).get().getResult()
            .getDocument();
    }

    private RpcResult<RestoreOutput> restore(final String document) throws Exception {
        return new RestoreRpc(store, () -> documents).invoke(new RestoreInputBuilder().setDocument(document).build())
            .get();
    }
}
