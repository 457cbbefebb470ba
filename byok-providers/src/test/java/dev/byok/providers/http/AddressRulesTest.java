package dev.byok.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "0.0.0.0, unspecified",
        "0.1.2.3, this network",
        "0.255.255.255, this network",
        "10.0.0.0, private",
        "10.255.255.255, private",
        "100.64.0.0, shared address space",
        "100.64.0.1, shared address space",
        "100.100.100.200, Alibaba metadata in shared address space",
        "100.127.255.255, shared address space",
        "127.0.0.0, loopback",
        "127.0.0.1, loopback",
        "127.255.255.255, loopback",
        "168.63.129.16, Azure wire server in a public range",
        "169.254.0.0, link-local",
        "169.254.0.23, link-local",
        "169.254.169.253, link-local",
        "169.254.169.254, metadata of most clouds",
        "169.254.170.2, ECS metadata",
        "169.254.255.255, link-local",
        "172.16.0.0, private",
        "172.31.255.255, private",
        "192.0.0.0, protocol assignments",
        "192.0.0.192, Oracle metadata",
        "192.0.0.255, protocol assignments",
        "192.0.2.1, documentation",
        "192.88.99.1, 6to4 relay",
        "192.168.0.0, private",
        "192.168.255.255, private",
        "198.18.0.0, benchmarking",
        "198.19.255.255, benchmarking",
        "198.51.100.7, documentation",
        "203.0.113.9, documentation",
        "224.0.0.1, multicast",
        "239.255.255.250, multicast",
        "240.0.0.1, reserved",
        "255.255.255.255, broadcast",
        "::, unspecified",
        "::1, loopback",
        "::2, reserved",
        "::7f00:1, IPv4-compatible loopback",
        "::a9fe:a9fe, IPv4-compatible metadata",
        "::ffff:127.0.0.1, mapped loopback",
        "::ffff:7f00:1, mapped loopback in hex",
        "::ffff:a9fe:a9fe, mapped metadata",
        "::ffff:0:7f00:1, SIIT",
        "64:ff9b::a00:5, NAT64 of a private address",
        "64:ff9b::a9fe:a9fe, NAT64 of metadata",
        "64:ff9b::808:808, NAT64 of a public address",
        "64:ff9b:1::a9fe:a9fe, local NAT64",
        "100::1, discard",
        "2001::1, Teredo",
        "2001:0:53aa:64c:0:f227:80ff:fffe, Teredo with a loopback client",
        "2001:2::1, benchmarking",
        "2001:3::1, AMT",
        "2001:10::1, ORCHID",
        "2001:20::1, ORCHIDv2",
        "2001:30::1, drone identification",
        "2001:100::1, protocol assignments",
        "2001:1ff:ffff::1, protocol assignments",
        "2001:db8::1, documentation",
        "2001:db8:ffff::1, documentation",
        "2002:7f00:1::1, 6to4 of loopback",
        "2002:a9fe:a9fe::1, 6to4 of metadata",
        "2002:808:808::1, 6to4 of a public address",
        "3fff::1, documentation",
        "3fff:fff::1, documentation",
        "4000::1, not given out",
        "5f00::1, SRv6",
        "fc00::1, unique local",
        "fd00:ec2::254, AWS metadata over IPv6",
        "fd20:ce::254, Google metadata over IPv6",
        "fdff::1, unique local",
        "fe80::1, link-local",
        "fe80::a9fe:a9fe, OpenStack metadata",
        "fec0::1, site-local",
        "ff02::1, multicast"
    })
    void refusesWhatIsNotGloballyReachable(String address, String what) throws UnknownHostException {
        assertThat(AddressRules.isPublic(InetAddress.getByName(address))).isFalse();
    }

    // an interface identifier that holds an IPv4 address: the host behind it may be any, also one of this network
    @ParameterizedTest
    @ValueSource(strings = {"2001:470:1:2::5efe:a00:1", "2600:9000::200:5efe:a9fe:a9fe", "2600:9000::5efe:808:808"})
    void refusesIsatap(String address) throws UnknownHostException {
        assertThat(AddressRules.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.1",
                "93.184.216.34",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "168.63.129.15",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.3.0",
                "192.88.98.255",
                "192.88.100.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "2001:200::1",
                "2001:470:1:2::1",
                "2001:4860:4860::8888",
                "2003::1",
                "2600:9000::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "3fff:1000::1"
            })
    void allowsPublicAddressesUpToTheEdges(String address) throws UnknownHostException {
        assertThat(AddressRules.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThat(AddressRules.isPublic(null)).isFalse();
    }
}
