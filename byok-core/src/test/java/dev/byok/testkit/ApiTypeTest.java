package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiTypeTest {

    private abstract static class Hidden {
        public String inherited() {
            return "";
        }
    }

    public abstract static class Open<T extends Comparable<T>> extends Hidden implements Callable<@Nullable T> {
        public static final String NAME = "open";
        protected static final int SIZE = 3;
        public static final List<String> NAMES = List.of();
        int invisible;

        protected Open(T first, String @Nullable ... more) throws IOException {}

        @Deprecated
        public final <X extends Exception & Runnable> Map.@Nullable Entry<String, ? super T> find(
                Optional<? extends X> key, byte[] bytes, int... numbers) {
            return null;
        }

        protected abstract void stop();

        void invisible() {}

        @Override
        public String toString() {
            return "";
        }
    }

    public record Pair(@Nullable String left, ThrowingCallable right) {
        public Pair(String left) {
            this(left, () -> {});
        }

        public String both() {
            return left + right;
        }
    }

    public sealed interface Shape permits Circle, Square {
        default int area() {
            return 0;
        }
    }

    public enum Circle implements Shape {
        SMALL,
        LARGE
    }

    public static final class Square implements Shape {
        private Square() {}
    }

    @Test
    void writesAClass() {
        assertThat(new ApiType(Open.class).text()).isEqualTo("""
                        abstract class ApiTypeTest.Open<T extends Comparable<T>> extends ApiTypeTest.Hidden\
                         implements java.util.concurrent.Callable<@Nullable T>
                            static final String NAME = "open"
                            static final List<String> NAMES
                            protected static final int SIZE = 3
                            protected Open(T first, String @Nullable ... more) throws java.io.IOException
                            @Deprecated final <X extends Exception & Runnable> @Nullable Map.Entry<String, ? super T>\
                         find(Optional<? extends X> key, byte[] bytes, int... numbers)
                            String inherited()
                            protected abstract void stop()
                        """);
    }

    @Test
    void writesARecord() {
        assertThat(new ApiType(Pair.class).text()).isEqualTo("""
                        record ApiTypeTest.Pair(@Nullable String left,\
                         org.assertj.core.api.ThrowableAssert.ThrowingCallable right)
                            Pair(String left)
                            String both()
                        """);
    }

    @Test
    void writesASealedInterface() {
        assertThat(new ApiType(Shape.class).text()).isEqualTo("""
                        sealed interface ApiTypeTest.Shape permits ApiTypeTest.Circle, ApiTypeTest.Square
                            default int area()
                        """);
    }

    @Test
    void writesAnEnum() {
        assertThat(new ApiType(Circle.class).text())
                .isEqualTo("enum ApiTypeTest.Circle {SMALL, LARGE} implements ApiTypeTest.Shape\n");
    }

    @Test
    void remembersTheTypesThatItNames() {
        ApiType pair = new ApiType(Pair.class);
        pair.text();

        assertThat(pair.named()).containsExactlyInAnyOrder(Pair.class, String.class, ThrowingCallable.class);
    }
}
