/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import java.util.List;
import org.opendaylight.mdsal.binding.dom.codec.api.BindingNormalizedNodeSerializer;
import org.opendaylight.protocol.bgp.rib.spi.RIBExtensionProviderActivator;
import org.opendaylight.protocol.bgp.rib.spi.RIBExtensionProviderContext;
import org.opendaylight.yangtools.concepts.Registration;
import org.osgi.service.component.annotations.Component;

/** Gives BGPCEP's RIBs the table of IP prefix routes. */
@Component(immediate = true, property = "type=io.tenantbgp.evpn.EvpnRibExtension")
public final class EvpnRibExtension implements RIBExtensionProviderActivator {
    @Override
    public List<Registration> startRIBExtensionProvider(final RIBExtensionProviderContext context,
            final BindingNormalizedNodeSerializer mappingService) {
        return List.of(context.registerRIBSupport(new IpPrefixRibSupport(mappingService,
            new SkippedRoutes(System::nanoTime))));
    }
}
