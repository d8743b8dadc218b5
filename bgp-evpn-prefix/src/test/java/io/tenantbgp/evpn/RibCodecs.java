/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import org.opendaylight.mdsal.binding.dom.codec.impl.BindingCodecContext;
import org.opendaylight.mdsal.binding.runtime.spi.BindingRuntimeHelpers;
import org.opendaylight.protocol.bgp.inet.RIBActivator;
import org.opendaylight.protocol.bgp.rib.impl.ConstantCodecsRegistry;
import org.opendaylight.protocol.bgp.rib.impl.spi.Codecs;
import org.opendaylight.protocol.bgp.rib.spi.RIBSupport;
import org.opendaylight.protocol.bgp.rib.spi.SimpleRIBExtensionProviderContext;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.rib.TablesKey;

/** MD-SAL's codecs over every model there is, and BGPCEP's RIB support with the families a DPU has. */
final class RibCodecs {
    static final BindingCodecContext CONTEXT = new BindingCodecContext(BindingRuntimeHelpers.createRuntimeContext());

    private RibCodecs() {
        // Hidden on purpose
    }

    static Codecs of(final RIBSupport<?, ?> support) {
        return new ConstantCodecsRegistry(CONTEXT).getCodecs(support);
    }

    static RIBSupport<?, ?> support(final TablesKey table) {
        final var context = new SimpleRIBExtensionProviderContext();
        new RIBActivator().startRIBExtensionProvider(context, CONTEXT);
        new EvpnRibExtension().startRIBExtensionProvider(context, CONTEXT);
        return context.getRIBSupport(table);
    }
}
