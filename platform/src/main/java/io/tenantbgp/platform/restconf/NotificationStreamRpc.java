/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.restconf;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.opendaylight.restconf.common.errors.RestconfFuture;
import org.opendaylight.restconf.server.spi.OperationInput;
import org.opendaylight.restconf.server.spi.RpcImplementation;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The platform's create-notification-stream, with the name of the stream in the leaf that the model sal-remote has for
 * it: the platform uses another one, which cannot be written, so it made the stream and answered 500. The feature
 * tenant-bgp keeps the platform's own from RESTCONF.
 */
@Component(service = RpcImplementation.class, property = "type=tenant-bgp")
public final class NotificationStreamRpc extends RpcImplementation {
    private static final String STREAM_NAME = "stream-name";
    private static final String IDENTIFIER = "notification-stream-identifier";

    private final RpcImplementation platform;

    /**
     * In front of the platform's.
     *
     * @param platform makes the streams
     */
    @Activate
    public NotificationStreamRpc(@Reference(target = "(component.name="
            + "org.opendaylight.restconf.server.mdsal.streams.notif.CreateNotificationStreamRpc)")
            final RpcImplementation platform) {
        super(platform.qname());
        this.platform = requireNonNull(platform);
    }

    @Override
    public RestconfFuture<ContainerNode> invoke(final URI restconfUri, final OperationInput input) {
        return platform.invoke(restconfUri, input).transform(this::asModelled);
    }

    private ContainerNode asModelled(final ContainerNode output) {
        final var name = output.childByArg(leaf(STREAM_NAME));
        return name == null ? output : ImmutableNodes.newContainerBuilder().withNodeIdentifier(output.name())
            .withChild(ImmutableNodes.leafNode(leaf(IDENTIFIER), name.body())).build();
    }

    private NodeIdentifier leaf(final String name) {
        return NodeIdentifier.create(QName.create(qname(), name));
    }
}
