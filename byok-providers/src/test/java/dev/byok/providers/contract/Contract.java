package dev.byok.providers.contract;

import dev.byok.providers.Catalogue;
import dev.byok.providers.http.Frames;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Capability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A vendor and its fixtures, the folder {@code contract/<id>}:
 *
 * <pre>
 * chat/&lt;case&gt;/{request.http, reply.http or a stream, then.json}     {@link ChatCase}; other cases are replies only
 *                            a request.http with the note "refused" is for a case that the vendor cannot do; its body, if
 *                            it has one, is that of ChatCase.lessGiven
 * check/&lt;case&gt;.http       the replies to a key check, with the verdict
 * errors/&lt;case&gt;.http      an error reply, with its code and verdict
 * messages/&lt;case&gt;/{request.http, reply.http, then.json}           {@link MessageCase}; other cases are replies only
 * speech/&lt;case&gt;/{request.http, reply.http, then.json}          {@link SpeechCase}, with audio as {@link SpokenBody} has
 *                            it; other cases are replies that fail with the code that is noted
 * live/{conversation, dropped, close-codes, errors, …}.txt            {@link LiveScript}; every vendor has the first three, and
 *                            a script, a line of errors.txt or a known gap for each kind of end
 * models/{pages.http, then.json}, voices/{pages.http, then.json}
 * known-gaps.properties      what does not work yet, and why
 * </pre>
 *
 * <p>A stream is {@code reply.sse}, or {@code reply.events} where a vendor sends frames: see {@link Frames}.
 *
 * @param vendor the vendor
 * @param folder its fixtures
 * @param gaps what is known not to work
 */
record Contract(VendorSpec vendor, Path folder, KnownGaps gaps) {

    /** Where the fixtures of all vendors are. */
    static Path root() {
        try {
            return Path.of(Contract.class.getResource("/contract").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every vendor, or the one that {@code -Dbyok.vendor=<id>} names. */
    static Stream<Contract> all() {
        String only = System.getProperty("byok.vendor", "");
        List<VendorSpec> vendors = Catalogue.vendors().stream()
                .filter(vendor -> only.isEmpty() || vendor.info().id().equals(only))
                .toList();
        if (vendors.isEmpty()) {
            throw new IllegalStateException("there is no vendor " + only);
        }
        return vendors.stream().map(Contract::of);
    }

    /** One vendor, also when {@code -Dbyok.vendor} names another one. */
    static Contract of(String id) {
        return Catalogue.vendors().stream()
                .filter(vendor -> vendor.info().id().equals(id))
                .map(Contract::of)
                .findFirst()
                .orElseThrow();
    }

    private static Contract of(VendorSpec vendor) {
        Path folder = root().resolve(vendor.info().id());
        return new Contract(vendor, folder, KnownGaps.of(folder));
    }

    String id() {
        return vendor.info().id();
    }

    boolean can(Capability<?> capability) {
        return vendor.info().capabilities().contains(capability);
    }

    /** Whether anybody is asked when a key is tested in depth; else its shape is looked at and nothing more. */
    boolean isChecked() {
        LiveCheck.Subject subject = new LiveCheck.Subject(FakeKeys.fields(this), Set.of());
        return vendor.deepCheck().start(subject) instanceof LiveCheck.Step.Ask;
    }

    ChatDialect chat() {
        return vendor.chat();
    }

    /** Whether it streams in frames of AWS instead of server-sent events. */
    boolean streamsFrames() {
        return Files.exists(file("chat", ChatCase.STREAM.folder(), "reply.events"));
    }

    /** The text of a streamed answer. */
    String streamText(String chatCase) {
        try {
            return Files.readString(file("chat", chatCase, streamsFrames() ? "reply.events" : "reply.sse"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String first, String... more) {
        return folder.resolve(Path.of(first, more));
    }

    /** The files of a folder that end so, by name. */
    List<Path> files(String below, String ending) {
        try (Stream<Path> files = Files.list(folder.resolve(below))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return id();
    }
}
