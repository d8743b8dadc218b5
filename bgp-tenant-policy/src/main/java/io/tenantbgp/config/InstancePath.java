/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

/** The text of an instance-identifier as JSON has it (RFC 7951, section 6.11), made from the top. */
record InstancePath(String text) {
    static final InstancePath SITE = new InstancePath("/tenant-bgp-site:site");
    static final InstancePath DPU = new InstancePath("/tenant-bgp-dpu:dpu");
    static final InstancePath METADATA = new InstancePath("/instance-metadata:instance-metadata");

    static InstancePath routingProfile(final String name) {
        return SITE.child("fnn").child("routing-profiles").entry("routing-profile", "name", name);
    }

    static InstancePath vpc(final String name) {
        return DPU.child("vpcs").entry("vpc", "name", name);
    }

    static InstancePath tenantInterface(final String name) {
        return DPU.child("tenant-interfaces").entry("tenant-interface", "name", name);
    }

    static InstancePath neighbor(final String address) {
        return DPU.child("fabric").child("neighbors").entry("neighbor", "address", address);
    }

    InstancePath child(final String name) {
        return new InstancePath(text + "/" + name);
    }

    InstancePath entry(final String list, final String key, final Object value) {
        return child(list).where(key, value);
    }

    /** Another key of the entry. No key of the models has a quote in it. */
    InstancePath where(final String key, final Object value) {
        return new InstancePath(text + "[" + key + "='" + value + "']");
    }

    /** One value of a leaf-list. */
    InstancePath value(final String leafList, final String value) {
        return child(leafList).where(".", value);
    }

    @Override
    public String toString() {
        return text;
    }
}
