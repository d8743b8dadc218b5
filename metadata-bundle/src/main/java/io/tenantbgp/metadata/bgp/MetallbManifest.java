/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import java.util.List;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * MetalLB's resources for {@code kubectl apply}: those of the feature page, section Example: MetalLB Announcing a
 * Kubernetes Service VIP.
 */
@NonNullByDefault
final class MetallbManifest {
    private MetallbManifest() {
        // Hidden on purpose
    }

    /** Throws an IllegalArgumentException for a prefix that MetalLB cannot announce. */
    static String of(final SpeakerPlan plan) {
        final var host = plan.host();
        plan.requireSessionOfEachPrefix("MetalLB");
        final var allowed = plan.announceable().stream().filter(host::hasSession).toList();
        final var text = ConfigurationText.withNotes("#", plan, "MetalLB in BGP mode", "kubectl apply -f <this file>",
            plan.announced().isEmpty()
                ? List.of("The pool is " + (allowed.size() > SpeakerPlan.MOST_NAMED
                    ? "the first " + SpeakerPlan.MOST_NAMED + " of " + allowed.size() + " prefixes" : "all")
                    + " that MetalLB may announce here; for another one ask for this with ?prefix= and a part of it.")
                : List.of())
            .line("# In a cluster of several nodes each has a BGPPeer of its own, with its node in spec.nodeSelectors.")
            .lineWhen(host.ttlSecurity(), "# MetalLB CANNOT do what this session needs: packets with TTL 255"
                + " (ttl-security). Use FRR or BIRD, or ask the operator.");
        host.links().forEach(link -> peer(text, plan, link));
        plan.community().ifPresent(community -> text.line("---"));
        plan.community().ifPresent(community -> resource(text, "v1beta1", "Community", "tenant-leak")
            .line("  communities:")
            .line("  - name: " + community.meaning())
            // Without quotes YAML 1.1 takes it for a number to the base of 60
            .line("    value: \"" + community + "\""));
        pool(text.line("---"), plan.announced().isEmpty()
            ? allowed.stream().limit(SpeakerPlan.MOST_NAMED).toList() : plan.announced());
        resource(text.line("---"), "v1beta1", "BGPAdvertisement", "service-vips")
            .line("  ipAddressPools:")
            .line("  - service-vips");
        plan.community().ifPresent(community -> text.line("  communities:").line("  - " + community.meaning()));
        return text.toString();
    }

    private static void peer(final ConfigurationText text, final SpeakerPlan plan, final Link link) {
        final var links = plan.host().links();
        final var first = links.get(0).equals(link);
        resource(text.lineWhen(!first, "---"), "v1beta2", "BGPPeer", first ? "dpu" : "dpu-ipv6")
            .line("  myASN: " + plan.asnText())
            .line("  peerASN: " + plan.host().dpuAsn())
            .line("  peerAddress: " + (link.isIpv4() ? link.peerText() : '"' + link.peerText() + '"'))
            // By itself MetalLB takes the node's IPv4 address, or 0.0.0.0
            .lineWhen(!links.get(0).isIpv4(), "  routerID: " + plan.bgpIdentifier())
            .lineWhen(plan.host().password(), "  password: " + SpeakerPlan.PASSWORD_PLACEHOLDER);
    }

    private static void pool(final ConfigurationText text, final List<Cidr> prefixes) {
        // Of two that overlap MetalLB takes neither
        final var addresses = AllowedPrefixes.of(prefixes).outermost();
        resource(text, "v1beta1", "IPAddressPool", "service-vips")
            .line(addresses.isEmpty() ? "  addresses: []" : "  addresses:");
        addresses.forEach(prefix -> text.line(prefix.isIpv4() ? "  - " + prefix : "  - \"" + prefix + '"'));
    }

    private static ConfigurationText resource(final ConfigurationText text, final String version, final String kind,
            final String name) {
        return text.line("apiVersion: metallb.io/" + version)
            .line("kind: " + kind)
            .line("metadata:")
            .line("  name: " + name)
            .line("  namespace: metallb-system")
            .line("spec:");
    }
}
