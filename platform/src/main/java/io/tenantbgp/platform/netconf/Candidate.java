/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Set;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.netconf.api.NamespaceURN;
import org.opendaylight.netconf.api.xml.XmlElement;
import org.opendaylight.netconf.api.xml.XmlUtil;
import org.opendaylight.netconf.server.api.operations.HandlingPriority;
import org.opendaylight.netconf.server.api.operations.NetconfOperation;
import org.opendaylight.netconf.server.api.operations.NetconfOperationChainedExecution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * The candidate of one session: whether it is open, and has changes that are neither committed nor discarded. For the
 * platform it is a transaction, from the first time it is read or edited, which it forgets to cancel when the session
 * ends. On the session's thread, but for the last discard of a session that is killed.
 */
final class Candidate {
    private static final Logger LOG = LoggerFactory.getLogger(Candidate.class);
    private static final String DISCARD =
        "<rpc message-id=\"0\" xmlns=\"" + NamespaceURN.BASE + "\"><discard-changes/></rpc>";

    private final Set<NetconfOperation> platform;
    private volatile boolean open;
    private volatile boolean changed;

    Candidate(final Set<NetconfOperation> platform) {
        this.platform = requireNonNull(platform);
    }

    /**
     * An operation of the session is about to be carried out.
     *
     * @param name its name
     * @param operation its element
     */
    void on(final String name, final XmlElement operation) {
        switch (name) {
            case "edit-config", "copy-config" -> {
                open = true;
                changed = true;
            }
            case "get-config" -> open |= operation.getOnlyChildElementOptionally("source")
                .flatMap(XmlElement::getOnlyChildElementOptionally)
                .filter(source -> Datastore.CANDIDATE.element().equals(source.getName())).isPresent();
            // A commit that fails leaves nothing in the platform's candidate either.
            case "commit", "discard-changes" -> {
                open = false;
                changed = false;
            }
            default -> { }
        }
    }

    /** Begins at what is running now, unless there are changes: else the commit could meet one of before the lock. */
    void renew() {
        if (!changed) {
            discard();
        }
    }

    /** Discards what is not committed, if anything is. */
    void discard() {
        if (!open) {
            return;
        }
        open = false;
        changed = false;
        try {
            final Document message = XmlUtil.readXmlToDocument(DISCARD);
            for (final var operation : platform) {
                // Its RPCs of any model take this one too, with the lowest priority, and would fail.
                if (HandlingPriority.HANDLE_WITH_MAX_PRIORITY.equals(operation.canHandle(message))) {
                    operation.handle(message, NetconfOperationChainedExecution.EXECUTION_TERMINATION_POINT);
                }
            }
        } catch (DocumentedException | IOException | SAXException e) {
            LOG.warn("the changes of an ended NETCONF session could not be discarded; they are in no datastore", e);
        }
    }

    /**
     * The datastores an operation of RFC 6241 changes, so far as others may have locked them.
     *
     * @param name the operation
     * @return none for an operation that only reads, and for discard-changes: what it gives back is the session's
     */
    static Set<Datastore> changedBy(final String name) {
        return switch (name) {
            case "edit-config", "copy-config" -> Set.of(Datastore.CANDIDATE);
            case "commit" -> Set.of(Datastore.CANDIDATE, Datastore.RUNNING);
            default -> Set.of();
        };
    }
}
