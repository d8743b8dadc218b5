/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.restconf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyWriter;
import javax.ws.rs.ext.Provider;
import org.opendaylight.restconf.api.FormattableBody;
import org.opendaylight.restconf.api.MediaTypes;
import org.opendaylight.restconf.api.query.PrettyPrintParam;

/**
 * Writes the status of a yang-patch (RFC 8072, section 2.3). The platform writes only bodies that it has wrapped, and
 * forgets to wrap this one: it carried out the patch and answered 500.
 */
@Provider
@Produces({ MediaTypes.APPLICATION_YANG_DATA_JSON, MediaTypes.APPLICATION_YANG_DATA_XML, MediaType.APPLICATION_JSON,
    MediaType.APPLICATION_XML, MediaType.TEXT_XML })
public final class BodyWriter implements MessageBodyWriter<FormattableBody> {
    @Override
    public boolean isWriteable(final Class<?> type, final Type genericType, final Annotation[] annotations,
            final MediaType mediaType) {
        return FormattableBody.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(final FormattableBody body, final Class<?> type, final Type genericType,
            final Annotation[] annotations, final MediaType mediaType, final MultivaluedMap<String, Object> headers,
            final OutputStream out) throws IOException {
        if (mediaType.getSubtype().endsWith("xml")) {
            final var xml = new ByteArrayOutputStream();
            body.formatToXML(PrettyPrintParam.FALSE, xml);
            out.write(withErrorElements(xml.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        } else {
            body.formatToJSON(PrettyPrintParam.FALSE, out);
        }
    }

    /** The platform writes what belongs to one error without the element error around it. Text has no tags in it. */
    static String withErrorElements(final String xml) {
        return xml.replace("<error-type>", "</error><error><error-type>").replace("<errors></error>", "<errors>")
            .replace("</errors>", "</error></errors>");
    }
}
