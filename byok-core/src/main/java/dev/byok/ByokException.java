package dev.byok;

import dev.byok.credential.FieldFault;
import dev.byok.routing.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of this library. Decide by {@link #code()}; show {@link #summary()} and {@link #hint()} to a
 * person.
 *
 * <p>It never holds a key. Texts of vendors in it are scrubbed and shortened, and it has no foreign exception as its
 * cause, because those carry values (header values, URLs, fragments of bodies).
 */
public final class ByokException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String summary;
    private final ErrorCode code;
    private final @Nullable String provider;
    private final @Nullable String credentialId;
    private final int vendorStatus;
    private final @Nullable String vendorCode;
    private final @Nullable String requestId;
    private final @Nullable Duration retryAfter;
    private final @Nullable String hint;
    private final int turn;
    private final transient List<FieldFault> faults;
    private final transient @Nullable Receipt receipt;

    private ByokException(Builder builder) {
        super(builder.message);
        this.summary = builder.message;
        this.code = builder.code;
        this.provider = builder.provider;
        this.credentialId = builder.credentialId;
        this.vendorStatus = builder.vendorStatus;
        this.vendorCode = builder.vendorCode;
        this.requestId = builder.requestId;
        this.retryAfter = builder.retryAfter;
        this.hint = builder.hint;
        this.turn = builder.turn;
        this.faults = List.copyOf(builder.faults);
        this.receipt = builder.receipt;
    }

    /**
     * {@return a builder for an exception with this code and message}
     *
     * @param code what went wrong
     * @param message one sentence for a person; must not hold a key
     */
    public static Builder of(ErrorCode code, String message) {
        return new Builder(code, message);
    }

    /** {@return a builder that starts with everything this exception holds} */
    public Builder toBuilder() {
        Builder builder = new Builder(code, summary);
        builder.provider = provider;
        builder.credentialId = credentialId;
        builder.vendorStatus = vendorStatus;
        builder.vendorCode = vendorCode;
        builder.requestId = requestId;
        builder.retryAfter = retryAfter;
        builder.hint = hint;
        builder.turn = turn;
        builder.faults = faults;
        builder.receipt = receipt;
        return builder;
    }

    /** {@return what went wrong} */
    public ErrorCode code() {
        return code;
    }

    /** {@return the provider's id, when one was involved} */
    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    /** {@return the id of the stored credential, when one was involved; never a key} */
    public Optional<String> credentialId() {
        return Optional.ofNullable(credentialId);
    }

    /** {@return the HTTP status of the vendor's reply, when there was one} */
    public OptionalInt vendorStatus() {
        return vendorStatus == 0 ? OptionalInt.empty() : OptionalInt.of(vendorStatus);
    }

    /** {@return the vendor's own error code or type, when it sent one} */
    public Optional<String> vendorCode() {
        return Optional.ofNullable(vendorCode);
    }

    /** {@return the vendor's id of the request, for its support} */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** {@return how long the vendor asks to wait} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** {@return what a person can do about it} */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    /** {@return which turn of a conversation failed, counted from 0; of several the first} */
    public OptionalInt turn() {
        return turn < 0 ? OptionalInt.empty() : OptionalInt.of(turn);
    }

    /** {@return every field that is unknown, missing or malformed; empty unless the code is about fields} */
    public List<FieldFault> faults() {
        return faults == null ? List.of() : faults;
    }

    /** {@return the attempts that were made before this, when a routed call failed} */
    public Optional<Receipt> receipt() {
        return Optional.ofNullable(receipt);
    }

    /** {@return what went wrong in one sentence, without hint and code} */
    public String summary() {
        return summary;
    }

    /** {@return summary, hint and code on one line, for logs and stack traces} */
    @Override
    public String getMessage() {
        return summary + (hint == null ? "" : " (" + hint + ")") + " [" + code.id() + "]";
    }

    /** Collects what is known about a failure. Not thread-safe. */
    public static final class Builder {

        private final ErrorCode code;
        private final String message;
        private @Nullable String provider;
        private @Nullable String credentialId;
        private int vendorStatus;
        private @Nullable String vendorCode;
        private @Nullable String requestId;
        private @Nullable Duration retryAfter;
        private @Nullable String hint;
        private int turn = -1;
        private List<FieldFault> faults = List.of();
        private @Nullable Receipt receipt;

        private Builder(ErrorCode code, String message) {
            this.code = Objects.requireNonNull(code, "code");
            this.message = Objects.requireNonNull(message, "message");
        }

        /**
         * {@return this builder}
         *
         * @param id the provider's id
         */
        public Builder provider(@Nullable String id) {
            this.provider = id;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param id the stored credential's id
         */
        public Builder credentialId(@Nullable String id) {
            this.credentialId = id;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param status the vendor's HTTP status, 0 for none
         */
        public Builder vendorStatus(int status) {
            this.vendorStatus = status;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value the vendor's error code or type, scrubbed
         */
        public Builder vendorCode(@Nullable String value) {
            this.vendorCode = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value the vendor's id of the request
         */
        public Builder requestId(@Nullable String value) {
            this.requestId = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value how long the vendor asks to wait
         */
        public Builder retryAfter(@Nullable Duration value) {
            this.retryAfter = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value what a person can do
         */
        public Builder hint(@Nullable String value) {
            this.hint = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param index which turn of a conversation failed, counted from 0; -1 for none
         */
        public Builder turn(int index) {
            this.turn = index;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value every faulty field
         */
        public Builder faults(List<FieldFault> value) {
            this.faults = List.copyOf(value);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value the attempts that were made
         */
        public Builder receipt(@Nullable Receipt value) {
            this.receipt = value;
            return this;
        }

        /** {@return the exception} */
        public ByokException build() {
            return new ByokException(this);
        }
    }
}
