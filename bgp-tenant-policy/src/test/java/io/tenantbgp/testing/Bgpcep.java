/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import com.google.common.util.concurrent.Uninterruptibles;
import io.tenantbgp.fabric.FabricPeers;
import io.tenantbgp.osgi.RibDatastore;
import io.tenantbgp.osgi.RoutingPolicies;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.opendaylight.mdsal.binding.dom.adapter.BindingDOMRpcProviderServiceAdapter;
import org.opendaylight.mdsal.dom.broker.DOMRpcRouter;
import org.opendaylight.mdsal.singleton.api.ClusterSingletonService;
import org.opendaylight.protocol.bgp.openconfig.routing.policy.impl.DefaultBGPRibRoutingPolicyFactory;
import org.opendaylight.protocol.bgp.openconfig.routing.policy.spi.registry.StatementRegistry;
import org.opendaylight.protocol.bgp.openconfig.routing.policy.statement.StatementActivator;
import org.opendaylight.protocol.bgp.openconfig.spi.DefaultBGPTableTypeRegistryConsumer;
import org.opendaylight.protocol.bgp.parser.spi.BGPExtensionConsumerContext;
import org.opendaylight.protocol.bgp.parser.spi.pojo.DefaultBGPExtensionConsumerContext;
import org.opendaylight.protocol.bgp.rib.impl.BGPDispatcherImpl;
import org.opendaylight.protocol.bgp.rib.impl.BGPNettyGroups;
import org.opendaylight.protocol.bgp.rib.impl.ConstantCodecsRegistry;
import org.opendaylight.protocol.bgp.rib.impl.StrictBGPPeerRegistry;
import org.opendaylight.protocol.bgp.rib.impl.config.DefaultBgpDeployer;
import org.opendaylight.protocol.bgp.rib.impl.spi.BGPDispatcher;
import org.opendaylight.protocol.bgp.rib.impl.spi.BGPPeerRegistry;
import org.opendaylight.protocol.bgp.rib.impl.state.BGPStateCollector;
import org.opendaylight.protocol.bgp.rib.spi.DefaultRIBExtensionConsumerContext;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.OpenconfigNetworkInstanceData;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.NetworkInstances;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.NetworkInstance;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.NetworkInstanceKey;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.BgpRib;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.Rib;
import org.opendaylight.yangtools.concepts.AbstractRegistration;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

/** BGPCEP itself, put together as its OSGi components are, on a datastore of ours. */
public final class Bgpcep implements AutoCloseable {
    private static final int LOOKS_AT_REST = 20;
    private static final NetworkInstanceKey NETWORK_INSTANCE = new NetworkInstanceKey("global-bgp");
    static final InstanceIdentifier<NetworkInstance> CONFIGURATION =
        InstanceIdentifier.builderOfInherited(OpenconfigNetworkInstanceData.class, NetworkInstances.class).build()
            .child(NetworkInstance.class, NETWORK_INSTANCE);

    private final StrictBGPPeerRegistry registry = new StrictBGPPeerRegistry();
    private final BGPExtensionConsumerContext extensions = new DefaultBGPExtensionConsumerContext();
    private final BGPStateCollector state = new BGPStateCollector();
    private final StatementRegistry statements = new StatementRegistry();
    private final BGPNettyGroups groups = new BGPNettyGroups();
    private final BGPDispatcher dispatcher = new BGPDispatcherImpl(extensions, groups, registry);
    private final Datastore datastore;
    private final StatementActivator activator;
    private final DOMRpcRouter rpcs;
    private final RoutingPolicies policies;
    private final HeldPeers peers;
    private final RibDatastore ribs;
    private final DefaultBgpDeployer deployer;
    private boolean following;

    private Bgpcep(final Datastore datastore) {
        this.datastore = datastore;
        activator = new StatementActivator(datastore.broker());
        activator.start(statements);
        rpcs = datastore.rpcRouter();
        policies = new RoutingPolicies(new DefaultBGPRibRoutingPolicyFactory(datastore.broker(), statements));
        final var serializer = datastore.adapters().currentSerializer();
        peers = new HeldPeers(new PatientDatastore(datastore.domBroker()));
        ribs = new RibDatastore(peers);
        deployer = new DefaultBgpDeployer(NETWORK_INSTANCE.getName(), Bgpcep::becomeOwner,
            new BindingDOMRpcProviderServiceAdapter(datastore.adapters(), rpcs.rpcProviderService()),
            new DefaultRIBExtensionConsumerContext(serializer), dispatcher,
            policies,
            new ConstantCodecsRegistry(serializer), ribs,
            datastore.broker(),
            new DefaultBGPTableTypeRegistryConsumer(), state);
    }

    /** Ready to follow its configuration: the network instance is there, but nothing is deployed. */
    public static Bgpcep idle(final Datastore datastore) {
        final var bgpcep = new Bgpcep(datastore);
        // It writes that in the background: another writer would clash with it.
        Await.until("network instance", () -> datastore.configured(CONFIGURATION), Optional::isPresent);
        return bgpcep;
    }

    /** Follows its configuration. */
    public static Bgpcep start(final Datastore datastore) {
        final var bgpcep = idle(datastore);
        bgpcep.follow();
        return bgpcep;
    }

    /** Starts to follow its configuration, if it does not yet. */
    public void follow() {
        if (!following) {
            following = true;
            deployer.init();
        }
    }

    /**
     * Keeps it from following its configuration, as a peer that does not close keeps it (BGPClusterSingletonService
     * waits for one while it holds the deployer's lock).
     *
     * @return what lets it go on
     */
    public Wedge wedge() {
        final var held = new CountDownLatch(1);
        final var released = new CountDownLatch(1);
        final var holder = new Thread(() -> {
            synchronized (deployer) {
                held.countDown();
                Uninterruptibles.awaitUninterruptibly(released);
            }
        }, "wedge");
        holder.setDaemon(true);
        holder.start();
        Uninterruptibles.awaitUninterruptibly(held);
        return released::countDown;
    }

    /**
     * Keeps the datastore from committing the subtrees of peers that come up.
     *
     * @return what lets it go on
     */
    public Wedge holdPeers() {
        peers.hold();
        return peers::release;
    }

    /** What knows its peers. */
    public BGPDispatcher dispatcher() {
        return dispatcher;
    }

    /** Its peers. */
    public BGPPeerRegistry registry() {
        return registry;
    }

    /** What its routing policy for the fabric asks. */
    public FabricPeers fabricPeers() {
        return policies.fabricPeers();
    }

    /** The datastore its RIBs have. */
    public RibDatastore ribDatastore() {
        return ribs;
    }

    /** Its codecs. */
    public BGPExtensionConsumerContext extensions() {
        return extensions;
    }

    /** The names of its RIBs, sorted. Its BGPStateCollector cannot be asked: it fails while a RIB is being closed. */
    public List<String> ribs() {
        return datastore.operational(InstanceIdentifier.create(BgpRib.class)).map(BgpRib::nonnullRib).orElse(Map.of())
            .values().stream().map(rib -> rib.getId().getValue()).sorted().toList();
    }

    /** The RIB a neighbour is in. */
    public Optional<String> ribOf(final InetAddress neighbor) {
        final var address = IetfInetUtil.ipAddressNoZoneFor(neighbor);
        return state.getPeerStats().stream().filter(peer -> peer.getNeighborAddress().equals(address)).findFirst()
            .map(peer -> name(peer.getInstanceIdentifier()));
    }

    @Override
    public void close() {
        awaitRest();
        deployer.close();
        activator.stop();
        groups.close();
        rpcs.shutdown();
        registry.close();
    }

    /** Waits until the RIBs have not changed for a while. */
    private void awaitRest() {
        final var last = new AtomicReference<>(Optional.<BgpRib>empty());
        final var same = new AtomicInteger();
        Await.until("RIBs at rest", () -> datastore.operational(InstanceIdentifier.create(BgpRib.class)), seen ->
            (seen.equals(last.getAndSet(seen)) ? same.incrementAndGet() : same.updateAndGet(ignored -> 0))
                >= LOOKS_AT_REST);
    }

    private static String name(final InstanceIdentifier<Rib> rib) {
        return rib.firstKeyOf(Rib.class).getId().getValue();
    }

    /** On a single node there is no other owner. */
    private static Registration becomeOwner(final ClusterSingletonService service) {
        service.instantiateServiceInstance();
        return new AbstractRegistration() {
            @Override
            protected void removeRegistration() {
                // Its peers and its RIB are closed by the service itself, which holds its lock now.
            }
        };
    }

    /** Why something does not go on. */
    @FunctionalInterface
    public interface Wedge extends AutoCloseable {
        @Override
        void close();
    }
}
