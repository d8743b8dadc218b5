/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.operations;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.Explanation;
import io.tenantbgp.session.AcceptedPrefix;
import io.tenantbgp.session.RejectedPrefix;
import io.tenantbgp.session.SessionView;
import io.tenantbgp.session.TenantLink;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of an announcement, and what the DPU has of its prefix now.
 *
 * @param link the session that was asked about
 * @param explanation the verdict and what decided it
 * @param reasons the rules of the explanation with the names of their owners
 * @param announcements what each session of the interface has of the prefix
 */
public record PrefixAnswer(TenantLink link, Explanation explanation, List<RuleText> reasons,
        List<Announcement> announcements) {
    /** Copies the lists. */
    public PrefixAnswer {
        requireNonNull(link);
        requireNonNull(explanation);
        reasons = List.copyOf(reasons);
        announcements = List.copyOf(announcements);
    }

    /**
     * What a session has of the prefix.
     *
     * @param view the session
     * @param accepted the prefix when it is accepted
     * @param rejected the prefix when it is rejected and kept
     */
    public record Announcement(SessionView view, Optional<AcceptedPrefix> accepted,
            Optional<RejectedPrefix> rejected) {
        /** Refuses absent parts. */
        public Announcement {
            requireNonNull(view);
            requireNonNull(accepted);
            requireNonNull(rejected);
        }
    }
}
