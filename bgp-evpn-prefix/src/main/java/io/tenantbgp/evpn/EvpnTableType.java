/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import java.util.List;
import org.opendaylight.protocol.bgp.openconfig.spi.BGPTableTypeRegistryProvider;
import org.opendaylight.protocol.bgp.openconfig.spi.BGPTableTypeRegistryProviderActivator;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.L2VPNEVPN;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.EvpnSubsequentAddressFamily;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.L2vpnAddressFamily;
import org.opendaylight.yangtools.concepts.Registration;
import org.osgi.service.component.annotations.Component;

/** Tells BGPCEP which family L2VPN-EVPN of the OpenConfig models is. */
@Component(immediate = true, property = "type=io.tenantbgp.evpn.EvpnTableType")
public final class EvpnTableType implements BGPTableTypeRegistryProviderActivator {
    @Override
    public List<Registration> startBGPTableTypeRegistryProvider(final BGPTableTypeRegistryProvider provider) {
        return List.of(provider.registerBGPTableType(L2vpnAddressFamily.VALUE, EvpnSubsequentAddressFamily.VALUE,
            L2VPNEVPN.VALUE));
    }
}
