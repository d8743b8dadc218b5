/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.metadata.MetadataValues.InstanceKey;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTreeTest {
    private static final MetadataTree FULL = MetadataTree.of(new MetadataValues(65000, Map.of(
        InstanceKey.INSTANCE_ID, "i-0123456789abcdef0",
        InstanceKey.HOSTNAME, "host-1.tenant.example",
        InstanceKey.LOCAL_HOSTNAME, "host-1",
        InstanceKey.MACHINE_ID, "fm100ht0",
        InstanceKey.SITENAME, "site-1",
        InstanceKey.PUBLIC_IPV4, "192.0.2.7",
        InstanceKey.USER_DATA, "#cloud-config\nü: 1\n")));
    private static final MetadataTree ASN_ONLY = MetadataTree.of(new MetadataValues(4200000001L, Map.of()));

    @ParameterizedTest
    @CsvSource(textBlock = """
        /latest/meta-data/asn,                65000
        /latest/meta-data/instance-id,        i-0123456789abcdef0
        /latest/meta-data/hostname,           host-1.tenant.example
        /latest/meta-data/local-hostname,     host-1
        /latest/meta-data/machine-id,         fm100ht0
        /latest/meta-data/sitename,           site-1
        /latest/meta-data/public-ipv4,        192.0.2.7
        /2009-04-04/meta-data/asn,            65000
        /2009-04-04/meta-data/instance-id,    i-0123456789abcdef0
        """)
    void keyHasItsValueAndNothingElse(final String path, final String value) {
        assertAnswer(200, value, get(FULL, path));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/latest/user-data", "/2009-04-04/user-data" })
    void userDataIsHandedOutUnchanged(final String path) {
        assertAnswer(200, "#cloud-config\nü: 1\n", get(FULL, path));
    }

    @Test
    void emptyUserDataIsNotMissingUserData() {
        assertAnswer(200, "", get(
            MetadataTree.of(new MetadataValues(1, Map.of(InstanceKey.USER_DATA, ""))), "/latest/user-data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/latest/meta-data", "/latest/meta-data/", "/2009-04-04/meta-data", "/2009-04-04/meta-data/"
    })
    void indexListsTheKeysThatExist(final String path) {
        assertAnswer(200, "asn\nhostname\ninstance-id\nlocal-hostname\nmachine-id\npublic-ipv4\nsitename",
            get(FULL, path));
        assertAnswer(200, "asn", get(ASN_ONLY, path));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/latest", "/latest/", "/2009-04-04/" })
    void indexOfAVersionMarksItsDirectory(final String path) {
        assertAnswer(200, "meta-data/\nuser-data", get(FULL, path));
        assertAnswer(200, "meta-data/", get(ASN_ONLY, path));
    }

    @Test
    void topIndexListsTheVersions() {
        assertAnswer(200, "2009-04-04/\nlatest/", get(FULL, "/"));
    }

    @Test
    void fourOctetAsnIsDecimal() {
        assertAnswer(200, "4200000001", get(ASN_ONLY, "/latest/meta-data/asn"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
        /latest/meta-data/hostname,             hostname
        /2009-04-04/meta-data/public-ipv4,      public-ipv4
        /latest/meta-data/ami-id,               ami-id
        /latest/meta-data/ASN,                  ASN
        /latest/meta-data/asn/,                 asn/
        /latest/meta-data/asn/x,                asn/x
        /latest/meta-data//asn,                 /asn
        /latest/meta-data/../meta-data/asn,     ../meta-data/asn
        /latest/meta-data/%61sn,                %61sn
        /latest/user-data,                      user-data
        /latest/user-data/,                     user-data/
        /latest/api/token,                      api/token
        /latest//,                              /
        /1.0/meta-data/asn,                     1.0/meta-data/asn
        /favicon.ico,                           favicon.ico
        //,                                     /
        *,                                      *
        latest/meta-data/asn,                   asn
        "",                                     ""
        """)
    void whatDoesNotExistIsNamed(final String path, final String key) {
        assertAnswer(404, "metadata category not found: " + key, get(ASN_ONLY, path));
    }

    @Test
    void echoOfAHostileKeyIsBoundedAndPrintable() {
        assertAnswer(404, "metadata category not found: a<U+000D><U+000A>Set-Cookie: x<U+0000><U+00E9><U+0009>[2J",
            get(FULL, "/latest/meta-data/a\r\nSet-Cookie: x\0é\t[2J"));
        // A URI is no longer
        assertAnswer(404, "metadata category not found: " + "k".repeat(2048),
            get(FULL, "/latest/meta-data/" + "k".repeat(2048)));
        assertAnswer(404, "metadata category not found: " + "k".repeat(ServerLimits.REQUEST_LINE_OCTETS) + "...",
            get(FULL, "/latest/meta-data/" + "k".repeat(100_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/latest/meta-data/asn", "/latest/meta-data", "/latest/meta-data/", "/latest/user-data", "/", "/nothing"
    })
    void everythingIsUnavailableWithoutConfiguration(final String path) {
        assertAnswer(503, "metadata currently unavailable", get(MetadataTree.unavailable(), path));
    }

    @Test
    void sharedBodyCannotBeConsumedOrChanged() {
        final var body = get(FULL, "/latest/meta-data/asn").body();
        assertTrue(body.isReadOnly());
        body.readerIndex(body.writerIndex());
        body.release();
        assertAnswer(200, "65000", get(FULL, "/latest/meta-data/asn"));
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, -1, 4294967296L })
    void asnOutsideItsRangeIsRefused(final long asn) {
        assertThrows(IllegalArgumentException.class, () -> new MetadataValues(asn, Map.of()));
    }

    private static MetadataAnswer get(final MetadataTree tree, final String path) {
        return tree.get(new MetadataRequest(path, "", InetAddress.getLoopbackAddress()));
    }

    private static void assertAnswer(final int status, final String body, final MetadataAnswer answer) {
        assertEquals(body, answer.body().toString(StandardCharsets.UTF_8));
        assertEquals(status, answer.status());
    }
}
