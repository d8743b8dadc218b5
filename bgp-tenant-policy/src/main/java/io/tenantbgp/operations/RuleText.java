/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.operations;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.Explanation.Rule;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import io.tenantbgp.policy.Verdict;
import io.tenantbgp.session.MaximumPrefixesAction;
import io.tenantbgp.session.TenantPeer;
import java.util.Optional;

/**
 * A rule that decided, in the operator's words.
 *
 * @param rule the rule
 * @param owner the routing profile or tenant interface it is part of, empty when it is part of neither
 * @param text the same as a sentence, without a final full stop
 */
public record RuleText(Rule rule, Optional<String> owner, String text) {
    /** Refuses absent parts. */
    public RuleText {
        requireNonNull(rule);
        requireNonNull(owner);
        requireNonNull(text);
    }

    /** Who the rules of an interface are part of. */
    record Owners(String interfaceName, String routingProfile) {
        RuleText of(final Rule rule, final Verdict verdict, final TenantPeer peer) {
            final var policy = peer.importPolicy();
            final var lists = lists(rule, verdict);
            return switch (rule.source()) {
                case PATH_ATTRIBUTES -> new RuleText(rule, Optional.empty(),
                    "the path attributes: " + reason(verdict).yangName());
                case PREFIX_FORMAT -> new RuleText(rule, Optional.empty(), "a prefix has no bits behind its length");
                case RESERVED_ADDRESSES -> new RuleText(rule, Optional.empty(),
                    "reserved addresses" + rule.entry().map(entry -> ": " + entry).orElse(""));
                case ALLOWED_ANYCAST_PREFIXES -> new RuleText(rule, Optional.of(routingProfile),
                    "routing profile " + routingProfile + ", allowed-anycast-prefixes: " + lists);
                case ANYCAST_SITE_PREFIXES -> new RuleText(rule, Optional.empty(),
                    "the site's deprecated anycast-site-prefixes, in effect because routing profile " + routingProfile
                        + " allows no prefix: " + lists);
                case INTERFACE_PREFIXES -> new RuleText(rule, Optional.of(interfaceName),
                    "tenant interface " + interfaceName + ", allowed-anycast-prefixes: " + lists);
                case MAXIMUM_PREFIXES -> new RuleText(rule, Optional.of(interfaceName),
                    "tenant interface " + interfaceName + ", maximum-prefixes " + policy.maximumPrefixes()
                        + (peer.maximumPrefixesAction() == MaximumPrefixesAction.TEARDOWN
                            ? ", maximum-prefixes-action teardown: announcing it ends the session with Cease 6/1"
                            : ""));
                case TENANT_LEAK_COMMUNITIES_ACCEPTED -> new RuleText(rule, Optional.of(routingProfile),
                    "routing profile " + routingProfile + ", tenant-leak-communities-accepted "
                        + policy.leakCommunitiesAccepted() + ": the leak community is "
                        + (policy.leakCommunitiesAccepted() ? "honoured" : "ignored"));
            };
        }

        private static String lists(final Rule rule, final Verdict verdict) {
            return rule.entry().map(Prefix::toString).map(entry -> "entry " + entry)
                .orElse(verdict instanceof Verdict.Rejected rejected
                    && rejected.reason() == RejectReason.ALLOWED_PREFIXES_EMPTY ? "no entry of this family"
                        : "no entry contains it");
        }

        private static RejectReason reason(final Verdict verdict) {
            if (verdict instanceof Verdict.Rejected rejected) {
                return rejected.reason();
            }
            throw new IllegalArgumentException("nothing of the path was against the prefix");
        }
    }
}
