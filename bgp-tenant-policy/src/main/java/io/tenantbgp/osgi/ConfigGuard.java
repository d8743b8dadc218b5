/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import io.tenantbgp.config.ConfigCohort;
import io.tenantbgp.validation.ConfigurationGuard;
import org.opendaylight.mdsal.binding.dom.codec.api.BindingNormalizedNodeSerializer;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataBroker.CommitCohortExtension;
import org.opendaylight.mdsal.dom.api.DOMDataTreeIdentifier;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Has every change of the configuration checked, whoever makes it. What opens RESTCONF and NETCONF waits for it. */
@Component
public final class ConfigGuard implements ConfigurationGuard {
    private final Registration cohort;

    /**
     * Starts to check.
     *
     * @param broker the datastore
     * @param codec reads what it holds
     */
    @Activate
    public ConfigGuard(@Reference(target = "(!(type=tenant-bgp*))") final DOMDataBroker broker,
            @Reference final BindingNormalizedNodeSerializer codec) {
        final var cohorts = broker.extension(CommitCohortExtension.class);
        if (cohorts == null) {
            throw new IllegalStateException("the datastore has nobody asked before a commit");
        }
        cohort = cohorts.registerCommitCohort(
            DOMDataTreeIdentifier.of(LogicalDatastoreType.CONFIGURATION, YangInstanceIdentifier.of()),
            new ConfigCohort(codec));
    }

    /** Stops. */
    @Deactivate
    public void close() {
        cohort.close();
    }
}
