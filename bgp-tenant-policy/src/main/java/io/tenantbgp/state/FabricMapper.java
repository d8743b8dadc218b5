/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import io.tenantbgp.fabric.FabricView;
import io.tenantbgp.session.SessionError;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.FabricSessionState;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.neighbors.Neighbor;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.neighbors.NeighborBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.neighbors.neighbor.StateBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.neighbors.neighbor.state.LastError;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.neighbors.neighbor.state.LastErrorBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;

/** Writes the view of a neighbour in the fabric in the DPU's model. */
final class FabricMapper {
    private FabricMapper() {
        // static methods only
    }

    /** The neighbour, with what the datastore demands of an entry beside its state. */
    static Neighbor map(final FabricView view) {
        final var state = new StateBuilder()
            .setSessionState(FabricSessionState.ofName(view.state().yangName()))
            .setStatusDetail(view.detail().isEmpty() ? null : view.detail())
            .setLocalAddress(view.localAddress().map(YangNames::address).orElse(null))
            .setEstablishedSince(view.establishedSince().map(YangNames::time).orElse(null))
            .setPrefixes(Uint32.valueOf(view.prefixes()))
            .setMalformedUpdates(YangNames.counter(view.malformedUpdates()))
            .setLastError(view.lastError().map(FabricMapper::lastError).orElse(null));
        view.open().ifPresent(open -> state
            .setBgpIdentifier(YangNames.identifier(open.identifier()))
            .setHoldTime(Uint16.valueOf(open.holdTime()))
            .setFamilies(open.families().stream().map(YangNames::family).collect(Collectors.toSet())));
        return new NeighborBuilder()
            .setAddress(YangNames.address(view.address()))
            .setAsn(YangNames.speakerAsn(view.asn()))
            .setFamilies(view.families().stream().map(YangNames::family).collect(Collectors.toSet()))
            .setState(state.build())
            .build();
    }

    private static LastError lastError(final SessionError error) {
        return new LastErrorBuilder(SessionMapper.end(error))
            .setDirection(YangNames.direction(error.direction())).build();
    }
}
