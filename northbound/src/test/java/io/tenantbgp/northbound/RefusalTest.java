/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.northbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenantbgp.validation.Finding;
import io.tenantbgp.validation.InvalidConfigurationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;
import org.opendaylight.mdsal.common.api.TransactionCommitFailedException;
import org.opendaylight.yangtools.yang.common.ErrorTag;

class RefusalTest {
    @Test
    void everyFindingOfARefusedCommitIsTold() {
        final var refused = new InvalidConfigurationException(List.of(
            Finding.invalid("/tenant-bgp-dpu:dpu/loopback", "one"),
            new Finding(ErrorTag.IN_USE, "/tenant-bgp-dpu:dpu", "two")));

        assertEquals(List.of(
            new Refusal(ErrorTag.INVALID_VALUE, Optional.of("/tenant-bgp-dpu:dpu/loopback"), "one"),
            new Refusal(ErrorTag.IN_USE, Optional.of("/tenant-bgp-dpu:dpu"), "two")),
            Refusal.of(new IllegalStateException(refused)));
    }

    @Test
    void missingMandatoryLeafIsNamedWithoutItsNamespace() {
        final var refused = new TransactionCommitFailedException("commit encountered an unexpected failure",
            new IllegalArgumentException("Node (urn:io:tenantbgp:dpu?revision=2026-11-23)dpu is missing mandatory "
                + "descendant /(urn:io:tenantbgp:dpu?revision=2026-11-23)loopback"));

        assertEquals(List.of(new Refusal(ErrorTag.MISSING_ELEMENT, Optional.empty(),
            "dpu has no loopback, which is mandatory: add it")), Refusal.of(refused));
    }

    @Test
    void editOfTwoClientsAtOnceIsToBeTriedAgain() {
        assertEquals(ErrorTag.IN_USE, Refusal.of(new OptimisticLockFailedException("x")).get(0).tag());
    }

    @Test
    void failureOfTheDatastoreIsNoMistakeOfTheClient() {
        assertEquals(List.of(), Refusal.of(new TransactionCommitFailedException("no leader",
            new IllegalStateException("timeout"))));
    }

    @Test
    void textIsBounded() {
        assertEquals(1003, Refusal.plain("x".repeat(5000)).length());
    }
}
