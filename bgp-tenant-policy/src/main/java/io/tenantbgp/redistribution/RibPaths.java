/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.redistribution;

import org.opendaylight.protocol.bgp.rib.spi.RIBNodeIdentifiers;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.Rib;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.rib.Peer;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;

/** Where RIBs are in the operational datastore (module bgp-rib). */
final class RibPaths {
    private static final QName RIB_ID = QName.create(Rib.QNAME, "id").intern();
    private static final QName PEER_ID = QName.create(Peer.QNAME, "peer-id").intern();
    private static final YangInstanceIdentifier RIBS =
        YangInstanceIdentifier.of(RIBNodeIdentifiers.BGPRIB_NID, RIBNodeIdentifiers.RIB_NID);

    private RibPaths() {
        // Hidden on purpose
    }

    /** The tables of the Loc-RIBs of all RIBs, as a wildcard. */
    static YangInstanceIdentifier allLocRibTables() {
        return allTables(RIBS.node(RIBNodeIdentifiers.RIB_NID).node(RIBNodeIdentifiers.LOCRIB_NID));
    }

    /** The Adj-RIB-In of a peer, before the import policy. */
    static YangInstanceIdentifier adjRibIn(final String rib, final String peer) {
        return RIBS.node(NodeIdentifierWithPredicates.of(Rib.QNAME, RIB_ID, rib)).node(RIBNodeIdentifiers.PEER_NID)
            .node(NodeIdentifierWithPredicates.of(Peer.QNAME, PEER_ID, peer)).node(RIBNodeIdentifiers.ADJRIBIN_NID);
    }

    /** All peers of a RIB, as a wildcard. */
    static YangInstanceIdentifier allPeers(final String rib) {
        return RIBS.node(NodeIdentifierWithPredicates.of(Rib.QNAME, RIB_ID, rib))
            .node(RIBNodeIdentifiers.PEER_NID).node(RIBNodeIdentifiers.PEER_NID);
    }

    /** All tables of a peer's Adj-RIB-In, as a wildcard. */
    static YangInstanceIdentifier allTables(final YangInstanceIdentifier adjRibIn) {
        return adjRibIn.node(RIBNodeIdentifiers.TABLES_NID).node(RIBNodeIdentifiers.TABLES_NID);
    }

    /** The RIB a path leads into. */
    static String rib(final YangInstanceIdentifier path) {
        return key(path, Rib.QNAME, RIB_ID);
    }

    /** The peer a path leads into. */
    static String peer(final YangInstanceIdentifier path) {
        return key(path, Peer.QNAME, PEER_ID);
    }

    private static String key(final YangInstanceIdentifier path, final QName list, final QName key) {
        return path.getPathArguments().stream().filter(NodeIdentifierWithPredicates.class::isInstance)
            .map(NodeIdentifierWithPredicates.class::cast).filter(step -> step.getNodeType().equals(list))
            .map(step -> String.valueOf(step.getValue(key))).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no " + list.getLocalName() + " in " + path));
    }
}
