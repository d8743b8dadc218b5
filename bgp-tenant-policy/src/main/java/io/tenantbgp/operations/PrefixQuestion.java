/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.operations;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.AsPath;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.LeakRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * An announcement a tenant host might make.
 *
 * @param interfaceName the tenant interface of the host
 * @param address the prefix's address, perhaps with host bits
 * @param length its length in bits
 * @param leakRequest what the leak communities among the communities ask for
 * @param asPath AS_PATH, empty for the tenant's ASN once
 * @param tenantAsn the host's ASN, empty to find it
 */
public record PrefixQuestion(String interfaceName, IpAddress address, int length, LeakRequest leakRequest,
        Optional<AsPath> asPath, OptionalLong tenantAsn) {
    private static final Pattern COMMUNITY = Pattern.compile("([0-9]{1,5}):([0-9]{1,5})");
    private static final int MOST_OF_HALF = 0xffff;
    private static final int MOST_OF_PATH = 4096;
    private static final long MOST_OF_ASN = 0xffff_ffffL;

    /** Refuses absent parts. */
    public PrefixQuestion {
        requireNonNull(interfaceName);
        requireNonNull(address);
        requireNonNull(leakRequest);
        requireNonNull(asPath);
        requireNonNull(tenantAsn);
    }

    /**
     * Reads a question.
     *
     * @param interfaceName the tenant interface
     * @param prefix such as {@code 203.0.113.10/32}; host bits may be set
     * @param communities such as {@code 65100:1}
     * @param asPath the ASNs separated by single spaces, empty for the tenant's ASN once
     * @param tenantAsn the host's ASN, empty to find it
     * @return the question
     * @throws RefusedException when a text is not what it should be
     */
    public static PrefixQuestion parse(final String interfaceName, final String prefix,
            final Collection<String> communities, final Optional<String> asPath, final OptionalLong tenantAsn)
            throws RefusedException {
        try {
            final int slash = prefix.indexOf('/');
            if (slash < 0) {
                throw new IllegalArgumentException("'" + prefix + "' has no prefix length");
            }
            final var address = IpAddress.parse(prefix.substring(0, slash));
            return new PrefixQuestion(interfaceName, address, length(prefix, slash, address), leakRequest(communities),
                asPath.map(PrefixQuestion::path), tenantAsn);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e.getMessage(), e);
        }
    }

    private static int length(final String prefix, final int slash, final IpAddress address) {
        final var digits = prefix.substring(slash + 1);
        final int bits = address.family().bits();
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > bits) {
            throw new IllegalArgumentException("'" + prefix + "' has no prefix length of 0.." + bits);
        }
        return Integer.parseInt(digits);
    }

    private static LeakRequest leakRequest(final Collection<String> communities) {
        return communities.stream().map(PrefixQuestion::community).map(LeakRequest::ofCommunity)
            .reduce(LeakRequest.NONE, LeakRequest::and);
    }

    private static int community(final String text) {
        final var halves = COMMUNITY.matcher(text);
        if (!halves.matches() || Integer.parseInt(halves.group(1)) > MOST_OF_HALF
                || Integer.parseInt(halves.group(2)) > MOST_OF_HALF) {
            throw new IllegalArgumentException("'" + text
                + "' is no standard community: write two numbers of 0..65535, such as 65100:1");
        }
        return Integer.parseInt(halves.group(1)) << Short.SIZE | Integer.parseInt(halves.group(2));
    }

    private static AsPath path(final String text) {
        if (text.length() > MOST_OF_PATH) {
            throw new IllegalArgumentException("AS_PATH is longer than " + MOST_OF_PATH + " characters");
        }
        return text.isEmpty() ? AsPath.EMPTY
            : AsPath.sequence(Arrays.stream(text.split(" ")).mapToLong(PrefixQuestion::asn).toArray());
    }

    private static long asn(final String text) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > MOST_OF_ASN) {
            throw new IllegalArgumentException("'" + text + "' is no ASN of 0.." + MOST_OF_ASN);
        }
        return Long.parseLong(text);
    }
}
