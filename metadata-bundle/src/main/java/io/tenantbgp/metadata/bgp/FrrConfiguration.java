/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import java.util.stream.Stream;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** bgpd's part of frr.conf. */
@NonNullByDefault
final class FrrConfiguration {
    private static final String OUT = "TO-DPU";
    private static final String OUT_WITH_NEXT_HOP = "TO-DPU-IPV6";

    private FrrConfiguration() {
        // Hidden on purpose
    }

    static String of(final SpeakerPlan plan) {
        final var host = plan.host();
        final var text = ConfigurationText.withNotes("!", plan, "FRRouting",
            "/etc/frr/frr.conf, with bgpd=yes in /etc/frr/daemons", plan.announcing());
        // Before they are used: bgpd takes 5 s to act on a route-map that comes later
        text.line("! Only what this host originates goes out, and nothing comes in: the DPU sends no routes.")
            .line("bgp as-path access-list OWN permit ^$");
        routeMap(text, plan, OUT);
        channels(plan).flatMap(channel -> channel.nextHop().stream()).forEach(nextHop ->
            routeMap(text, plan, OUT_WITH_NEXT_HOP).line(" set ipv6 next-hop global " + nextHop));
        text.line("route-map FROM-DPU deny 10")
            .line("!")
            .line("router bgp " + plan.asnText())
            .line(" bgp router-id " + plan.bgpIdentifier())
            .line(" no bgp default ipv4-unicast")
            .line(" no bgp network import-check");
        host.links().forEach(link -> {
            final var neighbor = " neighbor " + link.peerText();
            text.line(neighbor + " remote-as " + host.dpuAsn())
                // Of several addresses of the host on the link the DPU takes only this one
                .line(neighbor + " update-source " + link.hostText())
                .line(neighbor + " timers 3 9")
                .line(neighbor + " timers connect 5")
                .lineWhen(host.password(), neighbor + " password " + SpeakerPlan.PASSWORD_PLACEHOLDER)
                .lineWhen(host.ttlSecurity(), neighbor + " ttl-security hops 1");
        });
        host.links().forEach(link -> plan.channels(link).forEach(channel -> family(text, plan, link, channel)));
        return text.toString();
    }

    private static Stream<Channel> channels(final SpeakerPlan plan) {
        return plan.host().links().stream().flatMap(link -> plan.channels(link).stream());
    }

    private static ConfigurationText routeMap(final ConfigurationText text, final SpeakerPlan plan, final String name) {
        return text.line("route-map " + name + " permit 10")
            .line(" match as-path OWN")
            .lineWhen(plan.community().isPresent(),
                " set community " + plan.community().map(LeakCommunity::toString).orElse(""));
    }

    private static void family(final ConfigurationText text, final SpeakerPlan plan, final Link link,
            final Channel channel) {
        text.line(" !").line(" address-family " + channel.family() + " unicast");
        channel.prefixes().forEach(prefix -> text.line("  network " + prefix));
        text.lineWhen(plan.announced().isEmpty(), "  ! network <prefix>")
            .line("  neighbor " + link.peerText() + " activate")
            .line("  neighbor " + link.peerText() + " route-map "
                + (channel.nextHop().isPresent() ? OUT_WITH_NEXT_HOP : OUT) + " out")
            .line("  neighbor " + link.peerText() + " route-map FROM-DPU in")
            .line(" exit-address-family");
    }
}
