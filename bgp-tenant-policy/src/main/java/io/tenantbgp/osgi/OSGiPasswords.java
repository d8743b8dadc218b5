/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import io.tenantbgp.secret.Passwords;
import java.util.Optional;
import org.opendaylight.aaa.encrypt.AAAEncryptionService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Follows the platform's encryption service: the edge runs on when it comes late or is replaced. */
@Component(service = OSGiPasswords.class)
public final class OSGiPasswords {
    private final Passwords passwords = new Passwords();
    private Optional<AAAEncryptionService> bound = Optional.empty();

    /** Starts without a service. */
    @Activate
    public OSGiPasswords() {
        // the service is bound when it is there
    }

    Passwords passwords() {
        return passwords;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
        policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindEncryption(final AAAEncryptionService encryption) {
        bound = Optional.of(encryption);
        passwords.use(bound);
    }

    // The next one is bound before this one is unbound.
    synchronized void unbindEncryption(final AAAEncryptionService encryption) {
        if (bound.filter(each -> each == encryption).isPresent()) {
            bound = Optional.empty();
            passwords.use(bound);
        }
    }
}
