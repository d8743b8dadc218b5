/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import org.eclipse.jdt.annotation.NonNullByDefault;

/** bird.conf of BIRD 2. */
@NonNullByDefault
final class BirdConfiguration {
    private BirdConfiguration() {
        // Hidden on purpose
    }

    /** Throws an IllegalArgumentException for a prefix that BIRD cannot announce: to it ::ffff:10.0.0.10 is IPv4. */
    static String of(final SpeakerPlan plan) {
        plan.requireSessionOfEachPrefix("BIRD");
        final var text = ConfigurationText.withNotes("#", plan, "BIRD 2", "/etc/bird/bird.conf", plan.announcing())
            .line("router id " + plan.bgpIdentifier() + ";")
            .line("protocol device { }");
        plan.host().links().forEach(link -> session(text, plan, link));
        return text.toString();
    }

    private static void session(final ConfigurationText text, final SpeakerPlan plan, final Link link) {
        final var host = plan.host();
        final var family = link.isIpv4() ? "ipv4" : "ipv6";
        text.line("")
            .line("# Without a protocol kernel these routes are announced and nothing else.")
            .line("protocol static vips_" + family + " {")
            .line("  " + family + ";");
        plan.announcedOver(link).forEach(prefix -> text.line("  route " + prefix + " blackhole;"));
        text.lineWhen(plan.announced().isEmpty(), "  # route <prefix> blackhole;")
            .line("}")
            .line("protocol bgp dpu_" + family + " {")
            .line("  local " + link.hostText() + " as " + plan.asnText() + ";")
            .line("  neighbor " + link.peerText() + " as " + host.dpuAsn() + ";")
            .line("  hold time 9;")
            .line("  connect delay time 1;")
            .line("  connect retry time 5;")
            .line("  error wait time 5, 60;")
            .lineWhen(host.password(), "  password \"" + SpeakerPlan.PASSWORD_PLACEHOLDER + "\";")
            .lineWhen(host.ttlSecurity(), "  ttl security on;")
            .line("  " + family + " {")
            .line("    import none;")
            .line("    export filter {")
            .line("      if proto != \"vips_" + family + "\" then reject;");
        plan.community().ifPresent(community -> text.line(
            "      bgp_community.add((" + LeakCommunity.ASN + ", " + community.value() + "));"));
        text.line("      accept;")
            .line("    };")
            .line("  };")
            .line("}");
    }
}
