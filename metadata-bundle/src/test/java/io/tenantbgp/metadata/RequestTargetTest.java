/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTargetTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
        /latest/meta-data/asn,                            /latest/meta-data/asn
        /latest/meta-data/asn?a=b/c?d,                    /latest/meta-data/asn
        /?/latest/meta-data/asn,                          /
        http://169.254.169.254/latest/meta-data/asn?x,    /latest/meta-data/asn
        HTTP://elsewhere.example:8080/latest/,            /latest/
        http://169.254.169.254,                           /
        http://169.254.169.254?x=/y,                      /
        /http://169.254.169.254/latest,                   /http://169.254.169.254/latest
        *,                                                *
        """)
    void pathIsFoundInEveryForm(final String target, final String path) {
        assertEquals(path, RequestTarget.path(target));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        /routes?format=json,                    format=json
        /routes,                                ''
        /routes?,                               ''
        /routes?a=b?c,                          a=b?c
        http://169.254.169.254/routes?asn=1&x,  asn=1&x
        """)
    void queryIsWhatFollowsTheFirstQuestionMark(final String target, final String query) {
        final var source = InetAddress.getLoopbackAddress();
        assertEquals(new MetadataRequest(RequestTarget.path(target), query, source),
            RequestTarget.request(target, source));
    }
}
