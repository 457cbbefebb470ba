package dev.byok.examples.benchmarks;

import dev.byok.credential.Secret;
import dev.byok.crypto.MasterKeys;
import dev.byok.crypto.TinkSealer;
import dev.byok.spi.SealContext;
import dev.byok.spi.TenantSalt;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Sealing and opening one key. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls make() first
public class SealBenchmark {

    /** How many tenants' ciphers the sealer keeps; without any it derives the tenant's key each time. */
    @Param({"4096", "0"})
    public int cachedTenants;

    private TinkSealer sealer;
    private SealContext context;
    private Secret key;
    private String sealed;

    @Setup
    public void make() {
        sealer = new TinkSealer(MasterKeys.ephemeral(), cachedTenants);
        context = new SealContext(
                "tenant-00001",
                TenantSalt.random(new SecureRandom()),
                "crd_01jd2k3m4n5p6q7r8s9t0vwxyz",
                "openai",
                "https://api.openai.com",
                "api_key",
                1);
        key = Secret.of(Chat.key(1));
        sealed = sealer.seal(context, key);
    }

    @Benchmark
    public String seal() {
        return sealer.seal(context, key);
    }

    @Benchmark
    public Secret open() {
        return sealer.open(context, sealed);
    }
}
