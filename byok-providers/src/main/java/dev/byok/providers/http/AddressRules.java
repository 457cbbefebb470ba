package dev.byok.providers.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses are globally reachable, after the IANA special-purpose registries. The predicates of
 * {@link InetAddress} miss unique-local IPv6, shared address space, NAT64, 6to4 and others.
 */
final class AddressRules {

    private AddressRules() {}

    static boolean isPublic(@Nullable InetAddress address) {
        if (address instanceof Inet4Address v4) {
            return isPublic(v4.getAddress(), 0);
        }
        return address instanceof Inet6Address v6 && isPublicV6(v6.getAddress());
    }

    private static boolean isPublic(byte[] bytes, int at) {
        int a = bytes[at] & 0xFF;
        int b = bytes[at + 1] & 0xFF;
        int c = bytes[at + 2] & 0xFF;
        int d = bytes[at + 3] & 0xFF;
        return switch (a) {
            case 0, 10, 127 -> false;
            case 100 -> b < 64 || b > 127;
            case 168 -> !(b == 63 && c == 129 && d == 16);
            case 169 -> b != 254;
            case 172 -> b < 16 || b > 31;
            case 192 -> !(b == 168 || (b == 0 && (c == 0 || c == 2)) || (b == 88 && c == 99));
            case 198 -> !(b == 18 || b == 19 || (b == 51 && c == 100));
            case 203 -> !(b == 0 && c == 113);
            default -> a < 224;
        };
    }

    // only 2000::/3 is given out; within it some blocks lead elsewhere
    private static boolean isPublicV6(byte[] bytes) {
        int first = group(bytes, 0);
        int second = group(bytes, 1);
        if ((first & 0xE000) != 0x2000) {
            return false;
        }
        boolean special = first == 0x2002 // 6to4
                || (first == 0x2001 && second < 0x0200) // Teredo, benchmarking, ORCHID and other protocol assignments
                || (first == 0x2001 && second == 0x0DB8) // documentation
                || (first == 0x3FFF && second < 0x1000) // documentation
                || ((group(bytes, 4) & 0xFDFF) == 0 && group(bytes, 5) == 0x5EFE); // ISATAP
        return !special;
    }

    private static int group(byte[] bytes, int index) {
        return (bytes[2 * index] & 0xFF) << 8 | (bytes[2 * index + 1] & 0xFF);
    }
}
