package dev.byok.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationTest {

    private final Cancellation cancellation = new Cancellation();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsWhatIsRegisteredOnce() {
        cancellation.onCancel(() -> ran.add("a"));
        cancellation.onCancel(() -> ran.add("b"));

        cancellation.cancel();
        cancellation.cancel();

        assertThat(ran).containsExactly("a", "b");
        assertThat(cancellation.isCancelled()).isTrue();
    }

    @Test
    void runsAtOnceWhenAlreadyCancelled() {
        cancellation.cancel();

        cancellation.onCancel(() -> ran.add("a"));

        assertThat(ran).containsExactly("a");
    }

    @Test
    void runsNothingThatWasTakenBack() {
        Runnable takeBack = cancellation.onCancel(() -> ran.add("a"));

        takeBack.run();
        cancellation.cancel();

        assertThat(ran).isEmpty();
    }

    @Test
    void isNotCancelledAtFirst() {
        assertThat(cancellation.isCancelled()).isFalse();
    }
}
