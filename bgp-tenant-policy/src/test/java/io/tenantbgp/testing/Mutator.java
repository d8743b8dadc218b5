/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/**
 * Makes wrong messages of good ones: bits, bytes and lengths changed, parts cut, doubled, moved or taken from another
 * message. The same seed makes the same messages.
 */
public final class Mutator {
    private static final int HEADER = 19;
    private static final int LENGTH_OFFSET = 16;
    private static final int MOST = 4096;
    private static final int ATTRIBUTE_HEADER = 3;
    private static final int[] INTERESTING = {0, 1, 2, 4, 0x10, 0x40, 0x7f, 0x80, 0xc0, 0xfe, 0xff};

    private final Random random;

    /** One that starts with this seed. */
    public Mutator(final long seed) {
        random = new Random(seed);
    }

    /** One message of the corpus, mutated a few times. Nine of ten have the right length in their header. */
    public byte[] next(final byte[][] corpus) {
        byte[] message = corpus[random.nextInt(corpus.length)].clone();
        do {
            message = mutate(message, corpus[random.nextInt(corpus.length)]);
        } while (random.nextInt(3) == 0);
        if (message.length >= HEADER && random.nextInt(10) > 0) {
            message[LENGTH_OFFSET] = (byte) (message.length >>> Byte.SIZE);
            message[LENGTH_OFFSET + 1] = (byte) message.length;
        }
        return message;
    }

    /**
     * Path attributes in any order, some of them wrong in flags, type, length or value; the list as a whole has the
     * length it says.
     */
    public byte[] attributes(final byte[]... good) {
        final var out = new ByteArrayOutputStream();
        for (var attribute : good) {
            out.writeBytes(random.nextInt(good.length) == 0 ? wrong(attribute.clone()) : attribute);
        }
        return out.toByteArray();
    }

    private byte[] wrong(final byte[] attribute) {
        final int value = attribute.length - ATTRIBUTE_HEADER;
        return switch (random.nextInt(6)) {
            case 0 -> set(attribute, 0, random.nextInt());
            case 1 -> set(attribute, 1, random.nextInt(40));
            case 2 -> set(attribute, 2, attribute[2] + random.nextInt(5) - 2);
            // Shorter or longer, and it says so.
            case 3 -> {
                final int length = random.nextInt(2 * value + 2);
                yield set(Arrays.copyOf(attribute, ATTRIBUTE_HEADER + length), 2, length);
            }
            case 4 -> new byte[0];
            default -> value == 0 ? attribute
                : set(attribute, ATTRIBUTE_HEADER + random.nextInt(value), random.nextInt());
        };
    }

    /** A number below this bound, of the same seed. */
    public int below(final int bound) {
        return random.nextInt(bound);
    }

    private byte[] mutate(final byte[] message, final byte[] other) {
        final int body = Math.max(message.length - HEADER, 0);
        if (body == 0) {
            return insert(message, HEADER, random.nextInt(8));
        }
        final int at = HEADER + random.nextInt(body);
        final int size = 1 + random.nextInt(Math.min(16, message.length - at));
        return switch (random.nextInt(9)) {
            case 0 -> set(message, at, message[at] ^ 1 << random.nextInt(Byte.SIZE));
            case 1 -> set(message, at, INTERESTING[random.nextInt(INTERESTING.length)]);
            case 2 -> set(message, at, message[at] + random.nextInt(5) - 2);
            case 3 -> Arrays.copyOf(message, at);
            case 4 -> join(message, at, message, at + size, message.length);
            case 5 -> join(message, at + size, message, at, message.length);
            case 6 -> insert(message, at, size);
            case 7 -> other.length <= HEADER ? message
                : join(message, at, other, HEADER + random.nextInt(other.length - HEADER), other.length);
            // A bit of the header, now and then: the rest would not be looked at.
            default -> random.nextInt(8) > 0 ? set(message, at, random.nextInt())
                : set(message, random.nextInt(HEADER), random.nextInt());
        };
    }

    private static byte[] set(final byte[] message, final int at, final int value) {
        message[at] = (byte) value;
        return message;
    }

    private byte[] insert(final byte[] message, final int at, final int size) {
        final var inserted = new byte[size];
        random.nextBytes(inserted);
        final var out = Arrays.copyOf(message, Math.min(message.length + size, MOST));
        System.arraycopy(inserted, 0, out, at, Math.min(size, out.length - at));
        System.arraycopy(message, at, out, Math.min(at + size, out.length), Math.max(out.length - at - size, 0));
        return out;
    }

    /** The first bytes of one message and a part of another one. */
    private static byte[] join(final byte[] first, final int length, final byte[] second, final int from,
            final int to) {
        final int taken = Math.min(to - from, MOST - length);
        final var out = Arrays.copyOf(first, length + taken);
        System.arraycopy(second, from, out, length, taken);
        return out;
    }
}
