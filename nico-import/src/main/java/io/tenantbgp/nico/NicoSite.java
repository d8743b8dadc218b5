/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * What a TOML text of NICo says of the site.
 *
 * @param mentioned the keys of the whole site it has, also those with an empty value
 * @param policy the values; empty where the text says nothing
 * @param notes remarks, in the order of the text
 */
record NicoSite(Set<String> mentioned, SitePolicy policy, List<Note> notes) {
    static final String DATACENTER_ASN = "datacenter_asn";
    static final String COMMON_TENANT_HOST_ASN = "common_tenant_host_asn";
    static final String ANYCAST_SITE_PREFIXES = "anycast_site_prefixes";
    static final String ADDITIONAL_ROUTE_TARGET_IMPORTS = "additional_route_target_imports";

    NicoSite {
        mentioned = Set.copyOf(mentioned);
        requireNonNull(policy);
        notes = List.copyOf(notes);
    }

    boolean saysNothing() {
        return mentioned.isEmpty() && policy.profiles().isEmpty();
    }
}
