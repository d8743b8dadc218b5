/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import io.tenantbgp.config.InterfaceAdmission;
import io.tenantbgp.edge.ListenerStatus;
import io.tenantbgp.fabric.FabricFamily;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.session.SessionError;
import io.tenantbgp.session.SessionState;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpPrefix;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.DateAndTime;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.ZeroBasedCounter64;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.ErrorDirection;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.InterfaceStatus;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.RejectReason;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.UnicastFamily;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.EntryName;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.SpeakerAsn;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;

/** The enumerations, names and values of the models for ours. */
public final class YangNames {
    private YangNames() {
        // Hidden on purpose
    }

    /**
     * A name.
     *
     * @param name a configured name
     * @return the same name
     */
    public static EntryName entryName(final String name) {
        return new EntryName(name);
    }

    /**
     * An ASN.
     *
     * @param asn an ASN a speaker may have
     * @return the same ASN
     */
    public static SpeakerAsn speakerAsn(final long asn) {
        return new SpeakerAsn(Uint32.valueOf(asn));
    }

    /**
     * The state of a session.
     *
     * @param state the state
     * @return the same state
     */
    public static org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.SessionState sessionState(
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

    /**
     * Why an interface is closed.
     *
     * @param reason the reason
     * @return the same
     */
    public static InterfaceStatus closed(final InterfaceAdmission.Reason reason) {
        return switch (reason) {
            case DISABLED -> InterfaceStatus.Disabled;
            case VPC_MISSING -> InterfaceStatus.VpcMissing;
            case NO_ROUTING_PROFILE -> InterfaceStatus.NoRoutingProfile;
            case ADDRESS_CONFLICT -> InterfaceStatus.AddressConflict;
            case TRANSPORT_SECURITY_UNAVAILABLE -> InterfaceStatus.TransportSecurityUnavailable;
        };
    }

    /**
     * The status of an interface is the worst one of its gateway addresses.
     *
     * @param gateways what each of them is doing
     * @return the status
     */
    public static InterfaceStatus open(final Collection<ListenerStatus> gateways) {
        if (gateways.stream().anyMatch(ListenerStatus.BindFailed.class::isInstance)) {
            return InterfaceStatus.BindFailed;
        }
        return gateways.stream().allMatch(ListenerStatus.Listening.class::isInstance) ? InterfaceStatus.Listening
            : InterfaceStatus.Starting;
    }

    /**
     * A family.
     *
     * @param family the family
     * @return the same family
     */
    public static UnicastFamily family(final AddressFamily family) {
        return switch (family) {
            case IPV4 -> UnicastFamily.Ipv4Unicast;
            case IPV6 -> UnicastFamily.Ipv6Unicast;
        };
    }

    /**
     * A family of the fabric.
     *
     * @param family the family
     * @return the same family
     */
    public static org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.FabricFamily family(
            final FabricFamily family) {
        return switch (family) {
            case IPV4_UNICAST -> org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.FabricFamily.Ipv4Unicast;
            case IPV6_UNICAST -> org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.FabricFamily.Ipv6Unicast;
            case L2VPN_EVPN -> org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.FabricFamily.L2vpnEvpn;
        };
    }

    /**
     * A BGP identifier.
     *
     * @param identifier the identifier
     * @return the same
     */
    public static Ipv4AddressNoZone identifier(final Inet4Address identifier) {
        return IetfInetUtil.ipAddressNoZoneFor(identifier).getIpv4AddressNoZone();
    }

    /**
     * A reason.
     *
     * @param reason a reason
     * @return the same reason
     */
    public static RejectReason reason(final io.tenantbgp.policy.RejectReason reason) {
        return RejectReason.ofName(reason.yangName());
    }

    /**
     * Who ended a session.
     *
     * @param direction who
     * @return the same
     */
    public static ErrorDirection direction(final SessionError.Direction direction) {
        return switch (direction) {
            case SENT -> ErrorDirection.Sent;
            case RECEIVED -> ErrorDirection.Received;
            case LOCAL -> ErrorDirection.Local;
        };
    }

    /**
     * An address.
     *
     * @param address an address; its zone is dropped
     * @return the same address
     */
    public static IpAddressNoZone address(final InetAddress address) {
        return IetfInetUtil.ipAddressNoZoneFor(address);
    }

    /**
     * A prefix.
     *
     * @param prefix a prefix of either family
     * @return the same prefix
     */
    public static IpPrefix prefix(final Prefix prefix) {
        // Not from its text, which would be matched with the pattern of the type.
        return IetfInetUtil.ipPrefixFor(new IpAddress(prefix.family(), prefix.high(), prefix.low()).toByteArray(),
            prefix.length());
    }

    /**
     * A counter.
     *
     * @param value its value, not negative
     * @return the same value
     */
    public static ZeroBasedCounter64 counter(final long value) {
        return new ZeroBasedCounter64(Uint64.valueOf(value));
    }

    /**
     * A time.
     *
     * @param instant a time
     * @return the same in UTC, without what is shorter than a millisecond
     */
    public static DateAndTime time(final Instant instant) {
        return new DateAndTime(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC)));
    }
}
