/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.function.Function;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** The BGP speakers a configuration can be had for; feature page, section Tenant Configuration Steps, step 1. */
@NonNullByDefault
public enum Speaker {
    FRR(FrrConfiguration::of),
    BIRD(BirdConfiguration::of),
    EXABGP(ExabgpConfiguration::of),
    METALLB(MetallbManifest::of);

    private final Function<SpeakerPlan, String> configuration;

    Speaker(final Function<SpeakerPlan, String> configuration) {
        this.configuration = requireNonNull(configuration);
    }

    /** The name of its key. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its configuration as a file, with a newline at the end of each line. */
    public String configuration(final SpeakerPlan plan) {
        return configuration.apply(plan);
    }
}
