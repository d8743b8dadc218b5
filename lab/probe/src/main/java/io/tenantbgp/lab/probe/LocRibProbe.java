/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.lab.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataBroker.DataTreeChangeExtension;
import org.opendaylight.mdsal.dom.api.DOMDataTreeChangeListener;
import org.opendaylight.mdsal.dom.api.DOMDataTreeIdentifier;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.BgpRib;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.Rib;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.rib.LocRib;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.rib.Peer;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.rib.peer.AdjRibIn;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.rib.Tables;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidate;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidateNode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a datagram to 127.0.0.1 for each route that comes into or leaves the Loc-RIB of any RIB:
 * {@code <System.nanoTime()> <+ or -> <prefix> <rib>}. The name of the RIB is followed by {@code /evpn} for IP prefix
 * routes of EVPN, and by {@code /adj-rib-in} (before that) for what peers bring, when that is asked for. On Linux
 * {@link System#nanoTime()} is CLOCK_MONOTONIC, which every process of the machine can read. Called by the datastore,
 * one change at a time.
 */
@Component(service = { })
public final class LocRibProbe implements DOMDataTreeChangeListener {
    private static final Logger LOG = LoggerFactory.getLogger(LocRibProbe.class);
    private static final int PORT = Integer.getInteger("lab.probe.port", 9179);
    /** What is not asked for costs no datagram. */
    private static final Pattern PREFIXES = Pattern.compile(System.getProperty("lab.probe.prefixes", ".*"));

    private static final boolean ADJ_RIB_IN = Boolean.getBoolean("lab.probe.adj-rib-in");

    private static final String EVPN = "evpn-prefix-route";
    private static final Set<String> ROUTES = Set.of("ipv4-route", "ipv6-route", EVPN);
    private static final NodeIdentifier RIB = NodeIdentifier.create(Rib.QNAME);
    private static final NodeIdentifier PEER = NodeIdentifier.create(Peer.QNAME);
    private static final NodeIdentifier TABLES = NodeIdentifier.create(Tables.QNAME);
    private static final QName RIB_ID = QName.create(Rib.QNAME, "id");
    /** The list entries are left open: all tables of all RIBs. */
    private static final YangInstanceIdentifier LOC_RIBS = YangInstanceIdentifier.of(
        NodeIdentifier.create(BgpRib.QNAME), RIB, RIB, NodeIdentifier.create(LocRib.QNAME), TABLES, TABLES);
    /** And those of all peers. */
    private static final YangInstanceIdentifier ADJ_RIBS_IN = YangInstanceIdentifier.of(
        NodeIdentifier.create(BgpRib.QNAME), RIB, RIB, PEER, PEER, NodeIdentifier.create(AdjRibIn.QNAME), TABLES,
        TABLES);

    private final InetSocketAddress lab = new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT);
    private final DatagramSocket socket;
    private final List<Registration> registrations = new ArrayList<>();

    /**
     * Starts to listen.
     *
     * @param broker the datastore
     * @throws SocketException when there is no socket to be had
     */
    @Activate
    public LocRibProbe(@Reference final DOMDataBroker broker) throws SocketException {
        final var changes = broker.extension(DataTreeChangeExtension.class);
        if (changes == null) {
            throw new IllegalStateException("the datastore tells no changes");
        }
        // Not on a wildcard address: the DPU has no such socket, and a scenario looks.
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        for (var tables : ADJ_RIB_IN ? List.of(LOC_RIBS, ADJ_RIBS_IN) : List.of(LOC_RIBS)) {
            registrations.add(changes.registerTreeChangeListener(
                DOMDataTreeIdentifier.of(LogicalDatastoreType.OPERATIONAL, tables), this));
        }
        LOG.info("lab probe: routes of {} to {}", PREFIXES, lab);
    }

    /** Stops. */
    @Deactivate
    public void stop() {
        registrations.forEach(Registration::close);
        socket.close();
    }

    @Override
    public void onInitialData() {
        // There is no route yet.
    }

    @Override
    public void onDataTreeChanged(final List<DataTreeCandidate> changes) {
        final long now = System.nanoTime();
        for (var change : changes) {
            report(change.getRootNode(), now, ribOf(change.getRootPath()));
        }
    }

    /** Descends to the routes, whichever family's they are. */
    private void report(final DataTreeCandidateNode node, final long now, final String rib) {
        if (node.name() instanceof NodeIdentifierWithPredicates key
                && ROUTES.contains(key.getNodeType().getLocalName())) {
            final boolean before = node.dataBefore() != null;
            final boolean after = node.dataAfter() != null;
            if (before != after) {
                final boolean evpn = EVPN.equals(key.getNodeType().getLocalName());
                send(now, after ? '+' : '-', prefixOf(key, evpn), evpn ? rib + "/evpn" : rib);
            }
            return;
        }
        for (var child : node.childNodes()) {
            report(child, now, rib);
        }
    }

    private void send(final long now, final char sign, final String prefix, final String rib) {
        if (PREFIXES.matcher(prefix).matches()) {
            final byte[] line = (now + " " + sign + " " + prefix + " " + rib).getBytes(US_ASCII);
            try {
                socket.send(new DatagramPacket(line, line.length, lab));
            } catch (IOException e) {
                LOG.debug("lab probe: {} {} not sent", sign, prefix, e);
            }
        }
    }

    /** BGPCEP's key of an IPv4 or IPv6 route is its prefix; that of an IP prefix route is rd/ethernet tag/prefix. */
    private static String prefixOf(final NodeIdentifierWithPredicates key, final boolean evpn) {
        final var text = String.valueOf(key.getValue(QName.create(key.getNodeType(), "route-key")));
        return evpn ? text.substring(text.indexOf('/', text.indexOf('/') + 1) + 1) : text;
    }

    private static String ribOf(final YangInstanceIdentifier path) {
        final var adjRibIn = path.getPathArguments().contains(NodeIdentifier.create(AdjRibIn.QNAME));
        return path.getPathArguments().stream().filter(NodeIdentifierWithPredicates.class::isInstance)
            .map(NodeIdentifierWithPredicates.class::cast).filter(step -> step.getNodeType().equals(Rib.QNAME))
            .map(step -> String.valueOf(step.getValue(RIB_ID))).findAny().orElse("?") + (adjRibIn ? "/adj-rib-in" : "");
    }
}
