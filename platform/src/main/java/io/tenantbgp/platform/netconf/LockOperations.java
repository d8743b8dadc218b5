/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static java.util.Objects.requireNonNull;

import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.netconf.api.xml.XmlElement;
import org.opendaylight.netconf.api.xml.XmlNetconfConstants;
import org.opendaylight.netconf.server.api.operations.AbstractSingletonNetconfOperation;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.base._1._0.rev110601.SessionIdType;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * lock and unlock (RFC 6241, sections 7.5 and 7.6). The platform's own answer ok and lock nothing.
 */
final class LockOperations {
    static final String LOCK = "lock";
    static final String UNLOCK = "unlock";

    private LockOperations() {
        // two operations
    }

    static final class Lock extends AbstractSingletonNetconfOperation {
        private final DatastoreLocks locks;
        private final Candidate candidate;

        Lock(final SessionIdType session, final DatastoreLocks locks, final Candidate candidate) {
            super(session);
            this.locks = requireNonNull(locks);
            this.candidate = requireNonNull(candidate);
        }

        @Override
        protected String getOperationName() {
            return LOCK;
        }

        @Override
        protected Element handleWithNoSubsequentOperations(final Document document, final XmlElement operation)
                throws DocumentedException {
            locks.lock(Datastore.targetOf(operation), sessionId());
            candidate.renew();
            return document.createElement(XmlNetconfConstants.OK);
        }
    }

    /** Changes that are not committed go with the lock of the candidate (RFC 6241, section 8.3.5.2). */
    static final class Unlock extends AbstractSingletonNetconfOperation {
        private final DatastoreLocks locks;
        private final Candidate candidate;

        Unlock(final SessionIdType session, final DatastoreLocks locks, final Candidate candidate) {
            super(session);
            this.locks = requireNonNull(locks);
            this.candidate = requireNonNull(candidate);
        }

        @Override
        protected String getOperationName() {
            return UNLOCK;
        }

        @Override
        protected Element handleWithNoSubsequentOperations(final Document document, final XmlElement operation)
                throws DocumentedException {
            final var datastore = Datastore.targetOf(operation);
            locks.unlock(datastore, sessionId());
            if (datastore == Datastore.CANDIDATE) {
                candidate.discard();
            }
            return document.createElement(XmlNetconfConstants.OK);
        }
    }
}
