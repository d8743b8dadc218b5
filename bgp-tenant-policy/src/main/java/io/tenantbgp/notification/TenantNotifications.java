/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.notification;

import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.config.TenantInterfaceConfig;
import io.tenantbgp.fabric.FabricEvents;
import io.tenantbgp.fabric.FabricView;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.OpenError;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import io.tenantbgp.session.RemoteOpen;
import io.tenantbgp.session.SessionError;
import io.tenantbgp.session.SessionEvents;
import io.tenantbgp.session.SessionState;
import io.tenantbgp.session.TenantLink;
import io.tenantbgp.session.TenantPeer;
import io.tenantbgp.state.YangNames;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.MaximumPrefixesAction;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.DeprecatedPrefixesInEffectBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.FabricSessionDownBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.FabricSessionUpBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.MaximumPrefixesReachedBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.PrefixRejectedBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.TenantOpenRefusedBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.TenantSessionDownBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.TenantSessionUpBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.opendaylight.yangtools.yang.common.Uint8;

/**
 * Makes notifications of what happens. Thread-safe, but for the configuration, which comes on one thread.
 */
public final class TenantNotifications implements SessionEvents, FabricEvents, AutoCloseable {
    private final NotificationQueue queue;
    private Set<DeprecatedUse> deprecatedUses = Set.of();

    /**
     * Without anything to tell yet.
     *
     * @param publisher takes the notifications
     */
    public TenantNotifications(final NotificationPublishService publisher) {
        queue = new NotificationQueue(publisher);
    }

    @Override
    public void close() {
        queue.close();
    }

    @Override
    public void sessionUp(final TenantLink link, final RemoteOpen open) {
        queue.offer(() -> new TenantSessionUpBuilder()
            .setTenantInterface(YangNames.entryName(link.interfaceName()))
            .setVpc(YangNames.entryName(link.vpc()))
            .setHostAddress(YangNames.address(link.hostAddress()))
            .setTenantAsn(YangNames.speakerAsn(open.tenantAsn()))
            .setHoldTime(Uint16.valueOf(open.holdTime()))
            .setFamilies(open.families().stream().map(YangNames::family).collect(Collectors.toSet()))
            .build());
    }

    @Override
    public void ended(final TenantLink link, final SessionState last, final OptionalLong openAsn,
            final SessionError error) {
        if (last instanceof SessionState.Established) {
            sessionDown(link, error);
        } else if (error.direction() == SessionError.Direction.SENT && error.code() == OpenError.CODE) {
            openRefused(link, openAsn, error);
        }
    }

    @Override
    public void up(final FabricView view) {
        view.open().ifPresent(open -> queue.offer(() -> new FabricSessionUpBuilder()
            .setAddress(YangNames.address(view.address()))
            .setAsn(YangNames.speakerAsn(view.asn()))
            .setBgpIdentifier(YangNames.identifier(open.identifier()))
            .setFamilies(open.families().stream().map(YangNames::family).collect(Collectors.toSet()))
            .build()));
    }

    @Override
    public void down(final FabricView last, final SessionError error) {
        final boolean notified = error.code() != 0;
        queue.offer(() -> new FabricSessionDownBuilder()
            .setAddress(YangNames.address(last.address()))
            .setAsn(YangNames.speakerAsn(last.asn()))
            .setTime(YangNames.time(error.time()))
            .setDirection(YangNames.direction(error.direction()))
            .setCode(notified ? Uint8.valueOf(error.code()) : null)
            .setSubcode(notified ? Uint8.valueOf(error.subcode()) : null)
            .setMessage(error.message())
            .build());
    }

    @Override
    public void maximumPrefixesReached(final TenantPeer peer, final AddressFamily family) {
        queue.offer(() -> new MaximumPrefixesReachedBuilder()
            .setTenantInterface(YangNames.entryName(peer.link().interfaceName()))
            .setVpc(YangNames.entryName(peer.link().vpc()))
            .setHostAddress(YangNames.address(peer.link().hostAddress()))
            .setFamily(YangNames.family(family))
            .setMaximumPrefixes(Uint32.valueOf(peer.importPolicy().maximumPrefixes()))
            .setAction(switch (peer.maximumPrefixesAction()) {
                case DROP_EXCESS -> MaximumPrefixesAction.DropExcess;
                case TEARDOWN -> MaximumPrefixesAction.Teardown;
            })
            .build());
    }

    @Override
    public void prefixRejected(final TenantPeer peer, final Prefix prefix, final RejectReason reason,
            final long untold) {
        queue.offer(() -> new PrefixRejectedBuilder()
            .setTenantInterface(YangNames.entryName(peer.link().interfaceName()))
            .setVpc(YangNames.entryName(peer.link().vpc()))
            .setHostAddress(YangNames.address(peer.link().hostAddress()))
            .setPrefix(YangNames.prefix(prefix))
            .setReason(YangNames.reason(reason))
            .setAdvice(reason.advice())
            .setNearestAllowedEntry(
                peer.importPolicy().nearestAllowedEntry(prefix, reason).map(YangNames::prefix).orElse(null))
            .setNotNotified(Uint64.valueOf(untold))
            .build());
    }

    /**
     * Tells of the interfaces on which the deprecated site-wide list decides now and did not before.
     *
     * @param config the configuration applied
     */
    public void onConfiguration(final TenantBgpConfig config) {
        final var now = config.interfaces().stream().filter(TenantNotifications::isDecidedByDeprecatedList)
            .map(each -> new DeprecatedUse(each.name(), each.vpc(), each.routingProfile().orElse("")))
            .collect(Collectors.toSet());
        now.stream().filter(use -> !deprecatedUses.contains(use)).forEach(use ->
            queue.offer(() -> new DeprecatedPrefixesInEffectBuilder()
                .setTenantInterface(YangNames.entryName(use.interfaceName))
                .setVpc(YangNames.entryName(use.vpc))
                .setRoutingProfile(YangNames.entryName(use.routingProfile))
                .build()));
        deprecatedUses = now;
    }

    private void sessionDown(final TenantLink link, final SessionError error) {
        final boolean notified = error.code() != 0;
        queue.offer(() -> new TenantSessionDownBuilder()
            .setTenantInterface(YangNames.entryName(link.interfaceName()))
            .setVpc(YangNames.entryName(link.vpc()))
            .setHostAddress(YangNames.address(link.hostAddress()))
            .setTime(YangNames.time(error.time()))
            .setDirection(YangNames.direction(error.direction()))
            .setCode(notified ? Uint8.valueOf(error.code()) : null)
            .setSubcode(notified ? Uint8.valueOf(error.subcode()) : null)
            .setMessage(error.message())
            .build());
    }

    private void openRefused(final TenantLink link, final OptionalLong openAsn, final SessionError error) {
        queue.offer(() -> new TenantOpenRefusedBuilder()
            .setTenantInterface(YangNames.entryName(link.interfaceName()))
            .setVpc(YangNames.entryName(link.vpc()))
            .setHostAddress(YangNames.address(link.hostAddress()))
            .setTenantAsn(openAsn.isPresent() ? Uint32.valueOf(openAsn.getAsLong()) : null)
            .setTime(YangNames.time(error.time()))
            .setDirection(YangNames.direction(error.direction()))
            .setCode(Uint8.valueOf(error.code()))
            .setSubcode(Uint8.valueOf(error.subcode()))
            .setMessage(error.message())
            .build());
    }

    private static boolean isDecidedByDeprecatedList(final TenantInterfaceConfig tenantInterface) {
        return tenantInterface.peers().stream()
            .anyMatch(peer -> peer.importPolicy().allowedPrefixes().isDeprecatedSiteListInEffect());
    }

    private record DeprecatedUse(String interfaceName, String vpc, String routingProfile) {
    }
}
