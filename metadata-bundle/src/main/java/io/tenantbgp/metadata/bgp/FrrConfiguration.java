/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import org.eclipse.jdt.annotation.NonNullByDefault;

/** bgpd's part of frr.conf. */
@NonNullByDefault
final class FrrConfiguration {
    private FrrConfiguration() {
        // Hidden on purpose
    }

    static String of(final SpeakerPlan plan) {
        final var host = plan.host();
        final var text = ConfigurationText.withNotes("!", plan, "FRRouting",
            "/etc/frr/frr.conf, with bgpd=yes in /etc/frr/daemons", plan.announcing());
        // Before they are used: bgpd takes 5 s to act on a route-map that comes later
        text.line("! Only what this host originates goes out, and nothing comes in: the DPU sends no routes.")
            .line("bgp as-path access-list OWN permit ^$")
            .line("route-map TO-DPU permit 10")
            .line(" match as-path OWN")
            .lineWhen(plan.community().isPresent(),
                " set community " + plan.community().map(LeakCommunity::toString).orElse(""))
            .line("route-map FROM-DPU deny 10")
            .line("!")
            .line("router bgp " + plan.asnText())
            .line(" bgp router-id " + plan.bgpIdentifier())
            .line(" no bgp default ipv4-unicast")
            .line(" no bgp network import-check");
        host.links().stream().map(Link::peerText).forEach(peer -> text
            .line(" neighbor " + peer + " remote-as " + host.dpuAsn())
            .line(" neighbor " + peer + " timers 3 9")
            .line(" neighbor " + peer + " timers connect 5")
            .lineWhen(host.password(), " neighbor " + peer + " password " + SpeakerPlan.PASSWORD_PLACEHOLDER)
            .lineWhen(host.ttlSecurity(), " neighbor " + peer + " ttl-security hops 1"));
        host.links().forEach(link -> family(text, plan, link));
        return text.toString();
    }

    private static void family(final ConfigurationText text, final SpeakerPlan plan, final Link link) {
        text.line(" !").line(" address-family " + (link.isIpv4() ? "ipv4" : "ipv6") + " unicast");
        plan.announcedOver(link).forEach(prefix -> text.line("  network " + prefix));
        text.lineWhen(plan.announced().isEmpty(), "  ! network <prefix>")
            .line("  neighbor " + link.peerText() + " activate")
            .line("  neighbor " + link.peerText() + " route-map TO-DPU out")
            .line("  neighbor " + link.peerText() + " route-map FROM-DPU in")
            .line(" exit-address-family");
    }
}
