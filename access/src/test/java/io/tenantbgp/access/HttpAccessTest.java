/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAccessTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # method | path                                                                | operator | viewer
        GET      | /rests/data/tenant-bgp-site:site                                    | true     | true
        HEAD     | /rests/data/tenant-bgp-dpu:dpu/tenant-interfaces                    | true     | true
        OPTIONS  | /rests/data/instance-metadata:instance-metadata                     | true     | true
        GET      | /rests/data/tenant-bgp-dpu:dpu/vpcs/vpc=a%2Fb%3B/state              | true     | true
        GET      | /rests/data/bgp-rib:bgp-rib/rib=tenant-vpc-blue                     | true     | true
        GET      | /rests/data/ietf-yang-library:yang-library                          | true     | true
        GET      | /rests/operations                                                   | true     | true
        GET      | /rests/streams/json/urn:uuid:1                                      | true     | true
        GET      | /.well-known/host-meta                                              | true     | true
        GET      | /metrics                                                            | true     | true
        GET      | /metrics/                                                           | false    | false
        POST     | /metrics                                                            | false    | false
        PUT      | /rests/data/tenant-bgp-site:site                                    | true     | false
        PATCH    | /rests/data/tenant-bgp-dpu:dpu                                      | true     | false
        POST     | /rests/data/tenant-bgp-dpu:dpu/vpcs                                 | true     | false
        DELETE   | /rests/data/instance-metadata:instance-metadata                     | true     | false
        POST     | /rests/operations/tenant-bgp-operations:explain-prefix              | true     | true
        POST     | /rests/operations/tenant-bgp-operations:preview-routing-profile     | true     | true
        POST     | /rests/operations/tenant-bgp-operations:encrypt-password            | true     | false
        POST     | /rests/operations/sal-remote:create-notification-stream             | true     | false
        PUT      | /rests/data/bgp-rib:bgp-rib                                         | false    | false
        GET      | /rests/data                                                         | false    | false
        GET      | /rests/data/                                                        | false    | false
        PUT      | /rests/data                                                         | false    | false
        PATCH    | /rests/data                                                         | false    | false
        GET      | /rests/data/aaa-encrypt-service-config:aaa-encrypt-service-config   | false    | false
        GET      | /rests/data/tenant-bgp-site%3Asite                                  | false    | false
        GET      | /rests/data/aaa-app-config:shiro-configuration                      | false    | false
        POST     | /rests/operations/cluster-admin:backup-datastore                    | false    | false
        POST     | /rests/operations/sal-remote:create-data-change-event-subscription  | false    | false
        GET      | /auth/v1/users                                                      | false    | false
        GET      | /jolokia                                                            | false    | false
        TRACE    | /rests/data/tenant-bgp-site:site                                    | false    | false
        """)
    void rolesMayDoWhatTheTableSays(final String method, final String path, final boolean operator,
            final boolean viewer) {
        assertEquals(operator, HttpAccess.permits(Role.OPERATOR::equals, method, path), "operator");
        assertEquals(viewer, HttpAccess.permits(Role.VIEWER::equals, method, path), "viewer");
        assertTrue(HttpAccess.permits(Role.ADMIN::equals, method, path), "admin");
        assertFalse(HttpAccess.permits(role -> false, method, path), "no role");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/rests/data/tenant-bgp-site:site/../aaa-encrypt-service-config:aaa-encrypt-service-config",
        "/rests/data/tenant-bgp-site:site/%2e%2e/aaa-encrypt-service-config:aaa-encrypt-service-config",
        "/rests/data/tenant-bgp-site:site/%2E./x", "/rests/data/tenant-bgp-site:site/./x",
        "/rests/data/tenant-bgp-site:site;x=1", "/rests;x/data/tenant-bgp-site:site",
        "//rests/data/tenant-bgp-site:site",
        "/rests/data//tenant-bgp-site:site", "/rests/data/tenant-bgp-site:site\\..", "rests/data/tenant-bgp-site:site",
        "/rests/data/tenant-bgp-site:site/%", "/rests/data/tenant-bgp-site:site/%zz", "", "/"})
    void pathThatMightMeanAnotherOneIsTheAdmins(final String path) {
        assertFalse(HttpAccess.permits(Role.OPERATOR::equals, "GET", path));
        assertTrue(HttpAccess.permits(Role.ADMIN::equals, "GET", path));
    }

    @Test
    void userWithBothRolesMayDoWhatEitherMay() {
        assertTrue(HttpAccess.permits(role -> role != Role.ADMIN, "PUT", "/rests/data/tenant-bgp-site:site"));
    }
}
