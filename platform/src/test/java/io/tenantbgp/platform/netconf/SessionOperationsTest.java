/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static io.tenantbgp.platform.netconf.Messages.COMMIT;
import static io.tenantbgp.platform.netconf.Messages.EDIT;
import static io.tenantbgp.platform.netconf.Messages.LOCK;
import static io.tenantbgp.platform.netconf.Messages.ONE;
import static io.tenantbgp.platform.netconf.Messages.TWO;
import static io.tenantbgp.platform.netconf.Messages.UNLOCK;
import static io.tenantbgp.platform.netconf.Messages.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.netconf.api.NetconfSession;
import org.opendaylight.netconf.api.xml.XmlElement;
import org.opendaylight.netconf.api.xml.XmlNetconfConstants;
import org.opendaylight.netconf.server.api.operations.AbstractSingletonNetconfOperation;
import org.opendaylight.netconf.server.api.operations.NetconfOperation;
import org.opendaylight.netconf.server.api.operations.NetconfOperationService;
import org.opendaylight.netconf.server.api.operations.SessionAwareNetconfOperation;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.base._1._0.rev110601.SessionIdType;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.data.api.codec.YangInvalidValueException;
import org.opendaylight.yangtools.yang.model.api.ConstraintMetaDefinition;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SessionOperationsTest {
    private final DatastoreLocks locks = new DatastoreLocks();
    private final Map<String, NetconfSession> sessions = new HashMap<>();
    private final Client one = new Client(ONE);
    private final Client two = new Client(TWO);

    @Test
    void lockKeepsTheOthersEditAndCommitAway() throws DocumentedException {
        one.send(LOCK);
        assertRefused(ErrorTag.IN_USE, () -> two.send(EDIT));
        assertRefused(ErrorTag.IN_USE, () -> two.send(COMMIT));
        assertEquals(List.of(), two.reached);
        two.send("<discard-changes/>");
        one.send(EDIT);
        one.send(COMMIT);
        one.send(UNLOCK);
        two.send(EDIT);
        assertEquals(List.of("edit-config", "commit"), one.reached);
        assertEquals(List.of("discard-changes", "edit-config"), two.reached);
    }

    @Test
    void unlockDiscardsWhatIsNotCommittedAndNothingElse() throws DocumentedException {
        one.send(LOCK);
        one.send(EDIT);
        one.send(UNLOCK);
        assertEquals(List.of("edit-config", "discard-changes"), one.reached);
        one.send(LOCK);
        one.send(EDIT);
        one.send(COMMIT);
        one.send(UNLOCK);
        assertEquals(List.of("edit-config", "discard-changes", "edit-config", "commit"), one.reached);
    }

    @Test
    void lockMakesACandidateThatWasOnlyReadANewOne() throws DocumentedException {
        final var read = "<get-config><source><%s/></source></get-config>";
        one.send(read.formatted("running"));
        one.send(LOCK);
        one.send(UNLOCK);
        assertEquals(List.of("get-config"), one.reached);
        one.send(read.formatted("candidate"));
        one.send(LOCK);
        assertEquals(List.of("get-config", "get-config", "discard-changes"), one.reached);
        one.send(UNLOCK);
        one.send(EDIT);
        one.send(LOCK);
        one.send(COMMIT);
        assertEquals(List.of("edit-config", "commit"), one.reached.subList(3, 5));
    }

    @Test
    void endedSessionLosesItsLockAndItsChanges() throws DocumentedException {
        one.send(LOCK);
        one.send(EDIT);
        one.operations.close();
        one.operations.close();
        assertEquals(List.of("edit-config", "discard-changes"), one.reached);
        two.send(LOCK);
        two.send(EDIT);
    }

    @Test
    void killSessionEndsAnotherOne() throws DocumentedException {
        one.send(LOCK);
        assertRefused(ErrorTag.INVALID_VALUE, () -> two.send(kill("2")));
        assertRefused(ErrorTag.INVALID_VALUE, () -> two.send(kill("9")));
        two.send(kill("1"));
        assertTrue(one.session.closed);
        assertEquals(Set.of("2"), sessions.keySet());
    }

    @Test
    void whatThePlatformWouldDoOtherwiseIsRefused() {
        assertRefused(ErrorTag.OPERATION_NOT_SUPPORTED, () -> one.send("<commit><confirmed/></commit>"));
        assertRefused(ErrorTag.OPERATION_NOT_SUPPORTED, () -> one.send("<copy-config><target><url>file:///tmp/x</url>"
            + "</target><source><running/></source></copy-config>"));
        assertRefused(ErrorTag.INVALID_VALUE, () -> one.send("<lock><target><startup/></target></lock>"));
        assertEquals(List.of(), one.reached);
    }

    @Test
    void failureSaysWhatToDo() {
        one.failure = new NumberFormatException("abc");
        assertTrue(assertRefused(ErrorTag.INVALID_VALUE, () -> one.send(EDIT)).getMessage().contains("abc"));
        one.failure = new IllegalArgumentException(new YangInvalidValueException(ErrorType.PROTOCOL,
            new Words("say this"), "Value length 10 is not in required ranges"));
        assertEquals("say this", assertRefused(ErrorTag.INVALID_VALUE, () -> one.send(EDIT)).getMessage());
    }

    @Test
    void changeThatFailedHoldsUpNobody() throws DocumentedException {
        one.failure = new NumberFormatException("abc");
        assertRefused(ErrorTag.INVALID_VALUE, () -> one.send(EDIT));
        two.send(LOCK);
    }

    private static String kill(final String session) {
        return "<kill-session><session-id>" + session + "</session-id></kill-session>";
    }

    /** One session, and which of its operations have reached the platform. */
    private final class Client implements NetconfOperationService {
        private final List<String> reached = new ArrayList<>();
        private final FakeSession session = new FakeSession();
        private final SessionOperations operations;
        private final SessionIdType id;
        private RuntimeException failure;

        Client(final SessionIdType id) {
            this.id = id;
            operations = new SessionOperations(id, this,
                new SessionOperations.Shared(locks, sessions, new FakeRegistry(), new Semaphore(1)));
        }

        /** As the platform's router does it: the operation that can handle the message is told the session and runs. */
        void send(final String message) throws DocumentedException {
            for (final var operation : operations.getNetconfOperations()) {
                if (operation.canHandle(Messages.rpc(message)) != null) {
                    ((SessionAwareNetconfOperation) operation).setSession(session);
                    Messages.send(operation, message);
                    return;
                }
            }
            throw new IllegalArgumentException("nobody handles " + message);
        }

        @Override
        public Set<NetconfOperation> getNetconfOperations() {
            return Set.of(new Platforms("edit-config"), new Platforms("copy-config"), new Platforms("commit"),
                new Platforms("get-config"),
                new Platforms("discard-changes"), new Platforms("lock"), new Platforms("unlock"));
        }

        @Override
        public void close() {
            // nothing is open
        }

        private final class Platforms extends AbstractSingletonNetconfOperation {
            private final String name;

            Platforms(final String name) {
                super(id);
                this.name = name;
            }

            @Override
            protected String getOperationName() {
                return name;
            }

            @Override
            protected Element handleWithNoSubsequentOperations(final Document document, final XmlElement operation)
                    throws DocumentedException {
                if (failure != null) {
                    throw failure;
                }
                reached.add(name);
                return document.createElement(XmlNetconfConstants.OK);
            }
        }
    }

    /** The error-message of a type's restriction. */
    private record Words(String text) implements ConstraintMetaDefinition {
        @Override
        public Optional<String> getErrorMessage() {
            return Optional.of(text);
        }

        @Override
        public Optional<String> getErrorAppTag() {
            return Optional.empty();
        }

        @Override
        public Optional<String> getDescription() {
            return Optional.empty();
        }

        @Override
        public Optional<String> getReference() {
            return Optional.empty();
        }
    }
}
