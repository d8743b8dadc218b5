/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static io.tenantbgp.platform.netconf.Messages.ONE;
import static io.tenantbgp.platform.netconf.Messages.TWO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.base._1._0.rev110601.SessionIdType;
import org.opendaylight.yangtools.yang.common.ErrorTag;

class DatastoreLocksTest {
    private final DatastoreLocks locks = new DatastoreLocks();

    @Test
    void lockThatSomebodyHasIsDeniedWithTheHoldersSession() throws DocumentedException {
        locks.lock(Datastore.CANDIDATE, ONE);
        for (final var session : new SessionIdType[] { ONE, TWO }) {
            final var denied = Messages.assertRefused(ErrorTag.LOCK_DENIED, () ->
                locks.lock(Datastore.CANDIDATE, session));
            assertEquals(Map.of("session-id", "1"), denied.getErrorInfo());
        }
        locks.lock(Datastore.RUNNING, TWO);
    }

    @Test
    void onlyTheHolderUnlocks() throws DocumentedException {
        locks.lock(Datastore.CANDIDATE, ONE);
        assertTrue(Messages.assertRefused(ErrorTag.OPERATION_FAILED, () -> locks.unlock(Datastore.CANDIDATE, TWO))
            .getMessage().contains("session 1 has it"));
        locks.unlock(Datastore.CANDIDATE, ONE);
        Messages.assertRefused(ErrorTag.OPERATION_FAILED, () -> locks.unlock(Datastore.CANDIDATE, ONE));
        locks.lock(Datastore.CANDIDATE, TWO);
    }

    @Test
    void changeIsRefusedToAllButTheHolder() throws DocumentedException {
        locks.lock(Datastore.RUNNING, ONE);
        locks.begin(TWO, Set.of(Datastore.CANDIDATE));
        locks.end(TWO);
        assertTrue(Messages.assertRefused(ErrorTag.IN_USE, () ->
            locks.begin(TWO, Set.of(Datastore.CANDIDATE, Datastore.RUNNING))).getMessage().contains("session 1"));
        locks.begin(ONE, Set.of(Datastore.RUNNING));
    }

    @Test
    void lockIsDeniedWhileAnotherSessionIsChangingTheDatastore() throws DocumentedException {
        locks.begin(TWO, Set.of(Datastore.RUNNING));
        assertEquals(Map.of("session-id", "2"), Messages.assertRefused(ErrorTag.LOCK_DENIED, () ->
            locks.lock(Datastore.RUNNING, ONE)).getErrorInfo());
        locks.lock(Datastore.RUNNING, TWO);
        locks.end(TWO);
        locks.unlock(Datastore.RUNNING, TWO);
        locks.lock(Datastore.RUNNING, ONE);
    }

    @Test
    void endedSessionLeavesNothingLocked() throws DocumentedException {
        locks.lock(Datastore.CANDIDATE, ONE);
        locks.lock(Datastore.RUNNING, ONE);
        locks.begin(ONE, Set.of(Datastore.RUNNING));
        locks.release(ONE);
        locks.lock(Datastore.CANDIDATE, TWO);
        locks.lock(Datastore.RUNNING, TWO);
    }
}
