/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import io.tenantbgp.config.InterfaceAdmission;
import io.tenantbgp.edge.ListenerStatus;
import io.tenantbgp.session.SessionState;
import java.util.Collection;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.InterfaceStatus;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.EntryName;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.SpeakerAsn;
import org.opendaylight.yangtools.yang.common.Uint32;

/** The enumerations and names of the models for ours. */
final class YangNames {
    private YangNames() {
        // Hidden on purpose
    }

    static EntryName entryName(final String name) {
        return new EntryName(name);
    }

    static SpeakerAsn speakerAsn(final long asn) {
        return new SpeakerAsn(Uint32.valueOf(asn));
    }

    static org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.SessionState sessionState(
            final SessionState state) {
        if (state instanceof SessionState.Established) {
            return org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.SessionState.Established;
        }
        if (state instanceof SessionState.OpenConfirm) {
            return org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.SessionState.OpenConfirm;
        }
        return state instanceof SessionState.OpenSent
            ? org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.SessionState.OpenSent
            : org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.SessionState.Active;
    }

    static InterfaceStatus closed(final InterfaceAdmission.Reason reason) {
        return switch (reason) {
            case DISABLED -> InterfaceStatus.Disabled;
            case VPC_MISSING -> InterfaceStatus.VpcMissing;
            case NO_ROUTING_PROFILE -> InterfaceStatus.NoRoutingProfile;
            case ADDRESS_CONFLICT -> InterfaceStatus.AddressConflict;
            case TRANSPORT_SECURITY_UNAVAILABLE -> InterfaceStatus.TransportSecurityUnavailable;
        };
    }

    /** The status of an interface is the worst one of its gateway addresses. */
    static InterfaceStatus open(final Collection<ListenerStatus> gateways) {
        if (gateways.stream().anyMatch(ListenerStatus.BindFailed.class::isInstance)) {
            return InterfaceStatus.BindFailed;
        }
        return gateways.stream().allMatch(ListenerStatus.Listening.class::isInstance) ? InterfaceStatus.Listening
            : InterfaceStatus.Starting;
    }
}
