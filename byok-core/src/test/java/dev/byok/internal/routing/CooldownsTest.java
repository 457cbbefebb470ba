package dev.byok.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.ClientFactory;
import dev.byok.spi.CredentialValidator;
import dev.byok.spi.Endpoint;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.StoredCredential;
import dev.byok.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Other people's gateways got each of these wrong once. */
final class CooldownsTest {

    private static final Instant NOW = MovableClock.START;

    private final MovableClock clock = new MovableClock();
    private final Cooldowns cooldowns = new Cooldowns(clock);
    private final Route first = route("tp_1", "small", 1);
    private final Route second = route("tp_2", "small", 1);

    @Test
    void leavesAKeyAloneAsLongAsItsVendorAsks() {
        cooldowns.failed(first, limit(Duration.ofSeconds(40)));

        clock.move(Duration.ofMillis(39_999));
        assertThat(cooldowns.isCooling(first)).isTrue();
        clock.move(Duration.ofMillis(1));
        assertThat(cooldowns.isCooling(first)).isFalse();
    }

    /** T59: until is the later one of the two. */
    @Test
    void aSecondShorterWaitDoesNotEndALongerOne() {
        cooldowns.failed(first, limit(Duration.ofSeconds(40)));
        cooldowns.failed(first, limit(Duration.ofSeconds(2)));

        clock.move(Duration.ofSeconds(39));
        assertThat(cooldowns.isCooling(first)).isTrue();
    }

    @Test
    void aSecondLongerWaitExtendsAShorterOne() {
        cooldowns.failed(first, limit(Duration.ofSeconds(2)));
        cooldowns.failed(first, limit(Duration.ofSeconds(40)));

        clock.move(Duration.ofSeconds(39));
        assertThat(cooldowns.isCooling(first)).isTrue();
    }

    @Test
    void aRateLimitConcernsOneModelAndOneKey() {
        cooldowns.failed(first, limit(Duration.ofSeconds(40)));

        assertThat(cooldowns.isCooling(route("tp_1", "large", 1))).isFalse();
        assertThat(cooldowns.isCooling(second)).isFalse();
    }

    @Test
    void usedUpCreditConcernsAllModelsOfAKeyForAtLeastTenMinutes() {
        cooldowns.failed(
                first,
                ByokException.of(ErrorCode.QUOTA_EXCEEDED, "no")
                        .retryAfter(Duration.ofSeconds(1))
                        .build());

        clock.move(Duration.ofMinutes(10).minusMillis(1));
        assertThat(cooldowns.isCooling(first)).isTrue();
        assertThat(cooldowns.isCooling(route("tp_1", "large", 1))).isTrue();
        assertThat(cooldowns.isCooling(second)).isFalse();
    }

    @Test
    void oneOutageIsNoReasonToLeaveAKeyAloneButTwoInARowAre() {
        cooldowns.failed(first, failure(ErrorCode.PROVIDER_UNAVAILABLE));
        assertThat(cooldowns.isCooling(first)).isFalse();
        cooldowns.failed(first, failure(ErrorCode.PROVIDER_UNAVAILABLE));
        assertThat(cooldowns.isCooling(first)).isTrue();
    }

    @Test
    void anAnswerBetweenTwoOutagesMakesThemNoRow() {
        cooldowns.failed(first, failure(ErrorCode.PROVIDER_UNAVAILABLE));
        cooldowns.served(first);
        cooldowns.failed(first, failure(ErrorCode.PROVIDER_UNAVAILABLE));

        assertThat(cooldowns.isCooling(first)).isFalse();
    }

    @Test
    void aRenewedKeyStartsAnew() {
        cooldowns.failed(first, failure(ErrorCode.QUOTA_EXCEEDED));

        assertThat(cooldowns.isCooling(route("tp_1", "small", 2))).isFalse();
    }

    @Test
    void oneCallProbesWhenTheTimeIsOver() {
        cooldowns.failed(first, limit(Duration.ofSeconds(40)));
        clock.move(Duration.ofSeconds(40));

        cooldowns.trying(first);

        assertThat(cooldowns.isCooling(first)).isTrue();
    }

    @Test
    void aProbeThatIsServedEndsTheCooldown() {
        cooldowns.failed(first, limit(Duration.ofSeconds(40)));
        clock.move(Duration.ofSeconds(40));
        cooldowns.trying(first);

        cooldowns.served(first);

        assertThat(cooldowns.isCooling(first)).isFalse();
    }

    @Test
    void aProbeThatFailsBeginsAnother() {
        cooldowns.failed(first, limit(Duration.ofSeconds(40)));
        clock.move(Duration.ofSeconds(40));
        cooldowns.trying(first);

        cooldowns.failed(first, limit(Duration.ofSeconds(5)));

        assertThat(cooldowns.isCooling(first)).isTrue();
        clock.move(Duration.ofSeconds(5));
        assertThat(cooldowns.isCooling(first)).isFalse();
    }

    @Test
    void aProbeThatIsCancelledLeavesTheNextOneToTheNextCall() {
        cooldowns.failed(first, limit(Duration.ofSeconds(40)));
        clock.move(Duration.ofSeconds(40));
        cooldowns.trying(first);

        cooldowns.failed(first, failure(ErrorCode.CANCELLED));

        assertThat(cooldowns.isCooling(first)).isFalse();
    }

    @Test
    void aProbeThatNeverReportsIsForgotten() {
        cooldowns.failed(first, limit(Duration.ofSeconds(40)));
        clock.move(Duration.ofSeconds(40));
        cooldowns.trying(first);

        clock.move(Duration.ofSeconds(30));

        assertThat(cooldowns.isCooling(first)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"RATE_LIMITED", "QUOTA_EXCEEDED", "PROVIDER_UNAVAILABLE"})
    void otherFailuresAreNoReasonToLeaveAKeyAlone(ErrorCode code) {
        cooldowns.failed(first, failure(code));
        cooldowns.failed(first, failure(code));

        assertThat(cooldowns.isCooling(first)).isFalse();
    }

    @Test
    void putsWhatIsCoolingBehindTheOthersAndDropsNothing() {
        Route third = route("tp_3", "small", 1);
        cooldowns.failed(first, limit(Duration.ofSeconds(40)));

        RouteOrder order = new RouteOrder(cooldowns, clock);
        assertThat(order.of(ready(first, second, third))).isEqualTo(ready(second, third, first));
        assertThat(order.of(ready(first))).isEqualTo(ready(first));
    }

    private static List<Step> ready(Route... routes) {
        return List.of(routes).stream().<Step>map(Step.Ready::new).toList();
    }

    private static ByokException limit(Duration wait) {
        return ByokException.of(ErrorCode.RATE_LIMITED, "no").retryAfter(wait).build();
    }

    private static ByokException failure(ErrorCode code) {
        return ByokException.of(code, "no").build();
    }

    private static Route route(String id, String model, long secretVersion) {
        StoredCredential row = StoredCredential.builder("acme", id)
                .provider("openai")
                .label(id)
                .origin("https://api.openai.com")
                .secretVersion(secretVersion)
                .createdAt(NOW)
                .updatedAt(NOW)
                .build();
        return new Route(Nobody.INSTANCE, model, row);
    }

    /** A provider that is never asked. */
    private enum Nobody implements Provider {
        INSTANCE;

        @Override
        public ProviderInfo info() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Endpoint endpoint(Map<String, String> fields) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CredentialValidator validator() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ClientFactory clients() {
            throw new UnsupportedOperationException();
        }
    }
}
