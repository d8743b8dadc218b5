/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import org.opendaylight.mdsal.binding.dom.codec.impl.BindingCodecContext;
import org.opendaylight.mdsal.binding.runtime.api.BindingRuntimeContext;
import org.opendaylight.mdsal.binding.runtime.spi.BindingRuntimeHelpers;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONCodecFactorySupplier;
import org.opendaylight.yangtools.yang.data.codec.gson.JsonParserStream;
import org.opendaylight.yangtools.yang.data.impl.schema.ImmutableNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.impl.schema.NormalizationResultHolder;

/** The configuration as an operator writes it, in RFC 7951's JSON. */
public final class Configured {
    /** An interface of VPC blue with an IPv4 host. */
    public static final String ETH0 = tenantInterface("eth0", "blue", ipv4("10.0.0.1", "10.0.0.2"));
    /** A VPC with the routing profile of {@link #SITE}. */
    public static final String BLUE = "{'name': 'blue', 'vni': 100, 'routing-profile': 'tenants'}";
    /** A site whose routing profile allows the feature page's prefix. */
    public static final String SITE = profiles("{'name': 'tenants', 'allowed-anycast-prefixes': ['203.0.113.0/24']}");

    private static final BindingRuntimeContext MODELS = BindingRuntimeHelpers.createRuntimeContext(Site.class,
        Dpu.class, InstanceMetadata.class);
    private static final BindingCodecContext CODEC = new BindingCodecContext(MODELS);

    private Configured() {
        // Hidden on purpose
    }

    /** The DPU of the feature page with these VPCs and interfaces. */
    public static Dpu dpu(final String vpcs, final String interfaces) {
        return dpu("'asn': 65000, 'loopback': '192.0.2.1', 'vpcs': {'vpc': [" + vpcs
            + "]}, 'tenant-interfaces': {'tenant-interface': [" + interfaces + "]}");
    }

    /** A DPU with these members. */
    public static Dpu dpu(final String members) {
        return (Dpu) parse("{'tenant-bgp-dpu:dpu': {" + members + "}}");
    }

    /** A site with these members. */
    public static Site site(final String members) {
        return (Site) parse("{'tenant-bgp-site:site': {" + members + "}}");
    }

    /** The member of a site that holds its routing profiles. */
    public static String profiles(final String profiles) {
        return "'fnn': {'routing-profiles': {'routing-profile': [" + profiles + "]}}";
    }

    /** An entry of the list of tenant interfaces. */
    public static String tenantInterface(final String name, final String vpc, final String... members) {
        return "{'name': '" + name + "', 'vpc': '" + vpc + "'"
            + (members.length == 0 ? "" : ", " + String.join(", ", members)) + "}";
    }

    /** The member of a tenant interface that holds its IPv4 addresses. */
    public static String ipv4(final String gateway, final String host) {
        return addresses("ipv4", gateway, 24, host);
    }

    /** The member of a tenant interface that holds its IPv6 addresses. */
    public static String ipv6(final String gateway, final String host) {
        return addresses("ipv6", gateway, 64, host);
    }

    private static String addresses(final String family, final String gateway, final int length, final String host) {
        return "'" + family + "': {'gateway-address': '" + gateway + "', 'prefix-length': " + length
            + ", 'host-address': '" + host + "'}";
    }

    /** The container of a RESTCONF document, such as {@code {"tenant-bgp-dpu:dpu": {}}}. */
    public static Object document(final String json) {
        return parse(json);
    }

    private static Object parse(final String json) {
        final var result = new NormalizationResultHolder();
        final var reader = new JsonReader(new StringReader(json));
        // For the single quotes, which are easier on the eye in Java.
        reader.setLenient(true);
        JsonParserStream.create(ImmutableNormalizedNodeStreamWriter.from(result),
            JSONCodecFactorySupplier.RFC7951.getShared(MODELS.modelContext())).parse(reader);
        final var node = result.getResult().data();
        return CODEC.fromNormalizedNode(YangInstanceIdentifier.of(node.name()), node).getValue();
    }
}
