/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.yangtools.concepts.Registration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Offers {@code import-nico} while the datastore is there. */
@Component(service = { })
public final class OSGiImportNicoRpc {
    private final Registration registration;

    /**
     * Offers the RPC.
     *
     * @param nico answers it
     * @param rpcs takes it
     */
    @Activate
    public OSGiImportNicoRpc(@Reference final NicoImport nico, @Reference final RpcProviderService rpcs) {
        registration = rpcs.registerRpcImplementation(new ImportNicoRpc(nico));
    }

    /** Takes it back. */
    @Deactivate
    public void stop() {
        registration.close();
    }
}
