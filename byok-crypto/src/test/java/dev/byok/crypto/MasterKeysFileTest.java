package dev.byok.crypto;

import static dev.byok.crypto.Contexts.HOME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.keyderivation.KeyDerivationConfig2026;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysFileTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("master.json");
    }

    @Test
    void loadsWhatItCreated() {
        MasterKeys created = MasterKeys.createFile(file);
        String sealed = new TinkSealer(created).seal(HOME, Secret.of("sk-FAKE-file"));

        MasterKeys loaded = MasterKeys.fromFile(file);

        assertThat(loaded.keyIds()).isEqualTo(created.keyIds());
        assertThat(new TinkSealer(loaded).open(HOME, sealed)).isEqualTo(Secret.of("sk-FAKE-file"));
    }

    @Test
    void createsOneFileThatItsOwnerAloneCanRead() throws IOException {
        MasterKeys.createFile(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(filesIn(directory)).containsExactly(file);
    }

    @Test
    void writesARotatedKeysetNextToTheOldOne() {
        MasterKeys rotated = MasterKeys.createFile(file).withNewKey();
        Path next = directory.resolve("master-2.json");

        rotated.writeFile(next);

        assertThat(MasterKeys.fromFile(next).keyIds()).isEqualTo(rotated.keyIds());
    }

    @Test
    void neverOverwritesAFile() throws IOException {
        for (String content : List.of("", "keep me")) {
            Files.writeString(file, content);

            assertConfiguration(() -> MasterKeys.createFile(file), "exists already");

            assertThat(file).hasContent(content);
            assertThat(filesIn(directory)).containsExactly(file);
        }
    }

    @Test
    void letsOneOfManyCreatorsWin() throws Exception {
        List<Callable<MasterKeys>> creators = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            creators.add(() -> MasterKeys.createFile(file));
        }
        List<MasterKeys> winners = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            for (Future<MasterKeys> result : executor.invokeAll(creators)) {
                try {
                    winners.add(result.get());
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(ByokException.class).hasMessageContaining("exists already");
                }
            }
        } finally {
            executor.shutdownNow();
        }

        assertThat(winners).hasSize(1);
        assertThat(MasterKeys.fromFile(file).keyIds()).isEqualTo(winners.get(0).keyIds());
    }

    @Test
    void leavesNothingBehindWhenTheDirectoryIsMissing() throws IOException {
        Path missing = directory.resolve("missing").resolve("master.json");

        assertConfiguration(() -> MasterKeys.createFile(missing), "NoSuchFileException");

        assertThat(filesIn(directory)).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenWritingFails() throws IOException {
        // the name fits into a directory, and that of the temporary file, which is longer, does not
        Path longest = directory.resolve("m".repeat(250));

        assertConfiguration(() -> MasterKeys.createFile(longest), "FileSystemException");

        assertThat(filesIn(directory)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx", "r--r--r--"})
    void refusesAFileThatIsOpenToOthers(String permissions) throws IOException {
        MasterKeys.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertConfiguration(() -> MasterKeys.fromFile(file), "chmod 600");
    }

    @Test
    void readsAFileThatIsReadOnly() throws IOException {
        MasterKeys created = MasterKeys.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

        assertThat(MasterKeys.fromFile(file).keyIds()).isEqualTo(created.keyIds());
    }

    @Test
    void readsTheBinaryFormatOfTinkToo() throws Exception {
        MasterKeys created = MasterKeys.createFile(file);
        KeysetHandle handle = TinkJsonProtoKeysetFormat.parseKeyset(
                Files.readString(file), KeyDerivationConfig2026.get(), InsecureSecretKeyAccess.get());

        write(TinkProtoKeysetFormat.serializeKeyset(
                handle, InsecureSecretKeyAccess.get(), KeyDerivationConfig2026.get()));

        assertThat(MasterKeys.fromFile(file).keyIds()).isEqualTo(created.keyIds());
    }

    @Test
    void refusesAMissingFile() {
        assertConfiguration(() -> MasterKeys.fromFile(file), "does not exist");
    }

    @Test
    void refusesADirectory() {
        assertConfiguration(() -> MasterKeys.fromFile(directory), "is not a file of a master keyset");
    }

    @Test
    void refusesEveryHalfWrittenFile() throws IOException {
        MasterKeys.createFile(file);
        byte[] whole = Files.readString(file).strip().getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            write(Arrays.copyOf(whole, length));
            assertConfiguration(() -> MasterKeys.fromFile(file), "does not hold a whole master keyset");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "null",
                "[]",
                "{}",
                "{\"key\":[]}",
                "{\"primaryKeyId\":1,\"key\":[{}]}",
                "{\"primaryKeyId\":1,\"key\":[{\"keyId\":1,\"status\":\"ENABLED\"}]}",
                "-----BEGIN PRIVATE KEY-----\nFAKE\n-----END PRIVATE KEY-----\n",
                "BYOK_MASTER=FAKE"
            })
    void refusesAForeignFile(String content) throws IOException {
        write(content.getBytes(UTF_8));

        assertConfiguration(() -> MasterKeys.fromFile(file), "does not hold a whole master keyset");
    }

    @Test
    void refusesAKeysetOfAnotherKind() throws Exception {
        KeysetHandle aead = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
        write(TinkJsonProtoKeysetFormat.serializeKeyset(aead, AeadConfig2026.get(), InsecureSecretKeyAccess.get())
                .getBytes(UTF_8));

        assertConfiguration(() -> MasterKeys.fromFile(file), "does not hold a whole master keyset");
    }

    @Test
    void refusesAKeysetWhosePrimaryKeyIsDisabled() throws IOException {
        MasterKeys.createFile(file);
        write(Files.readString(file).replace("ENABLED", "DISABLED").getBytes(UTF_8));

        assertConfiguration(() -> MasterKeys.fromFile(file), "does not hold a whole master keyset");
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        write(new byte[(1 << 20) + 1]);

        assertConfiguration(() -> MasterKeys.fromFile(file), "is not a file of a master keyset");
    }

    @Test
    void worksWhereFilesHaveNoPermissions() throws IOException {
        URI archive = URI.create("jar:" + directory.resolve("files.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Path inside = zip.getPath("/master.json");

            MasterKeys created = MasterKeys.createFile(inside);

            assertThat(MasterKeys.fromFile(inside).keyIds()).isEqualTo(created.keyIds());
        }
    }

    private void write(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static void assertConfiguration(ThrowingCallable call, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(ByokException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
                    assertThat(e.hint()).isPresent();
                })
                .hasMessageContaining(words)
                .hasNoCause();
    }
}
