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

    /** Whether it is globally reachable. */
    static boolean isPublic(@Nullable InetAddress address) {
        if (address instanceof Inet4Address v4) {
            return isPublicV4(v4.getAddress());
        }
        return address instanceof Inet6Address v6 && isPublicV6(v6.getAddress());
    }

    /** Whether it is a host of the operator's network: private, shared or loopback, and no cloud's metadata service. */
    static boolean isPrivate(@Nullable InetAddress address) {
        if (address instanceof Inet4Address v4) {
            return isPrivateV4(v4.getAddress());
        }
        if (!(address instanceof Inet6Address v6)) {
            return false;
        }
        byte[] bytes = v6.getAddress();
        int first = group(bytes, 0);
        int second = group(bytes, 1);
        boolean uniqueLocal = (first & 0xFE00) == 0xFC00;
        boolean metadata = (first == 0xFD00 && second == 0x0EC2) || (first == 0xFD20 && second == 0x00CE);
        return v6.isLoopbackAddress() || (uniqueLocal && !metadata);
    }

    private static boolean isPrivateV4(byte[] bytes) {
        int a = bytes[0] & 0xFF;
        int b = bytes[1] & 0xFF;
        return switch (a) {
            case 10, 127 -> true;
            case 100 -> b >= 64 && b <= 127 && !(b == 100 && bytes[2] == 100 && (bytes[3] & 0xFF) == 200);
            case 172 -> b >= 16 && b <= 31;
            case 192 -> b == 168;
            default -> false;
        };
    }

    private static boolean isPublicV4(byte[] bytes) {
        int a = bytes[0] & 0xFF;
        int b = bytes[1] & 0xFF;
        int c = bytes[2] & 0xFF;
        int d = bytes[3] & 0xFF;
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
