package dev.byok.providers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SocketsTest {

    private ServerSocket trap;

    @BeforeEach
    void listen() throws IOException {
        trap = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void closeTrap() throws IOException {
        trap.close();
    }

    /** Spellings of loopback that the HTTP client takes for addresses, so that its name service is never asked. */
    static Stream<String> literals() {
        return Stream.of(
                "127.0.0.1",
                "127.1",
                "2130706433",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "0.0.0.0",
                "localhost",
                "LOCALHOST");
    }

    @ParameterizedTest
    @MethodSource("literals")
    void theGuardLeavesALoopbackServerUntouched(String host) throws IOException {
        OkHttpClient client = new OkHttpClient.Builder()
                .proxy(Proxy.NO_PROXY)
                .socketFactory(Sockets.guarded(Reach.PUBLIC, Network.SYSTEM))
                .dns(Sockets.guardedDns(Reach.PUBLIC, Dns.SYSTEM))
                .build();
        Request request = new Request.Builder()
                .url("http://" + host + ":" + trap.getLocalPort())
                .build();

        assertThatThrownBy(() -> client.newCall(request).execute().close()).isInstanceOf(Sockets.RefusedAddress.class);
        assertNobodyCame();
    }

    // a name service that lies, or that answers differently the second time: the socket decides alone
    @ParameterizedTest
    @CsvSource({"PUBLIC, 127.0.0.1", "PUBLIC, ::1", "LISTED, 169.254.169.254", "LISTED, fd00:ec2::254"})
    void theSocketRefusesWhateverTheNameServiceSays(Reach reach, String address) throws IOException {
        OkHttpClient client = new OkHttpClient.Builder()
                .proxy(Proxy.NO_PROXY)
                .socketFactory(Sockets.guarded(reach, Network.SYSTEM))
                .dns(host -> List.of(InetAddress.getByName(address)))
                .build();
        Request request = new Request.Builder()
                .url("http://rebind.example.com:" + trap.getLocalPort())
                .build();

        assertThatThrownBy(() -> client.newCall(request).execute().close()).isInstanceOf(Sockets.RefusedAddress.class);
        assertNobodyCame();
    }

    @Test
    void theSocketRefusesBothWaysToConnectAndUnresolvedNames() throws IOException {
        InetSocketAddress loopback = new InetSocketAddress("127.0.0.1", trap.getLocalPort());
        try (Socket socket = Sockets.guarded(Reach.PUBLIC, Network.SYSTEM).createSocket()) {
            assertThatThrownBy(() -> socket.connect(loopback)).isInstanceOf(Sockets.RefusedAddress.class);
            assertThatThrownBy(() -> socket.connect(loopback, 1000)).isInstanceOf(Sockets.RefusedAddress.class);
            assertThatThrownBy(() -> socket.connect(InetSocketAddress.createUnresolved("localhost", 1)))
                    .isInstanceOf(Sockets.RefusedAddress.class);
        }
        assertNobodyCame();
    }

    @Test
    void theSocketIgnoresASocksProxyOfTheSystem() throws IOException {
        System.setProperty("socksProxyHost", "127.0.0.1");
        System.setProperty("socksProxyPort", String.valueOf(trap.getLocalPort()));
        try (Socket socket = Sockets.guarded(Reach.LISTED, Network.SYSTEM).createSocket()) {
            InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", freePort());
            assertThatThrownBy(() -> socket.connect(nobody, 1000)).isInstanceOf(IOException.class);
        } finally {
            System.clearProperty("socksProxyHost");
            System.clearProperty("socksProxyPort");
        }
        assertNobodyCame();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.5",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "::1",
                "fd12:3456::1",
                "93.184.216.34",
                "2606:4700:4700::1111"
            })
    void aListedOriginMayBeInThePrivateNetwork(String address) throws UnknownHostException {
        assertThat(Reach.LISTED.allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "169.254.170.2",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.192",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::127.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void evenAListedOriginMayNotBeLinkLocalOrMetadata(String address) throws UnknownHostException {
        assertThat(Reach.LISTED.allows(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void aVendorsOwnHostMayBeAnywhere() throws UnknownHostException {
        assertThat(Reach.ANY.allows(InetAddress.getByName("127.0.0.1"))).isTrue();
    }

    @Test
    void oneBadAddressAmongTheAnswersRefusesTheName() throws UnknownHostException {
        Dns mixed = Sockets.guardedDns(Reach.PUBLIC, answering("93.184.216.34", "10.0.0.5"));
        Dns metadata = Sockets.guardedDns(Reach.LISTED, answering("10.0.0.5", "169.254.169.254"));
        Dns good = Sockets.guardedDns(Reach.PUBLIC, answering("93.184.216.34", "2606:4700:4700::1111"));

        assertThatThrownBy(() -> mixed.lookup("rebind.example.com")).isInstanceOf(Sockets.RefusedAddress.class);
        assertThatThrownBy(() -> metadata.lookup("llm")).isInstanceOf(Sockets.RefusedAddress.class);
        assertThat(good.lookup("api.example.com")).hasSize(2);
    }

    private static Dns answering(String... addresses) {
        return host -> Arrays.stream(addresses).map(SocketsTest::address).toList();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }

    // the kernel queues a connection before it is accepted, so one that was made would be here at once
    private void assertNobodyCame() throws IOException {
        trap.setSoTimeout(1);
        assertThatThrownBy(() -> trap.accept().close()).isInstanceOf(SocketTimeoutException.class);
    }
}
