package dev.byok.crypto.internal;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A file that its owner alone can read, and that is there whole or not at all. */
public final class KeysetFile {

    private static final int MAX_BYTES = 1 << 20;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> NOT_OWNER = PosixFilePermissions.fromString("---rwxrwx");

    private KeysetFile() {}

    /**
     * {@return the bytes of a file}
     *
     * @param file where it is
     */
    public static byte[] read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES || !Files.isRegularFile(file)) {
                throw refused(file, "is not a file of a master keyset", "give the path of the keyset file");
            }
            requireOwnerOnly(file);
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw refused(
                    file,
                    "does not exist",
                    "create it once with MasterKeys.createFile and keep it: nothing opens without it");
        } catch (IOException e) {
            throw refused(
                    file,
                    "cannot be read: " + e.getClass().getSimpleName(),
                    "check that the user of this process owns the file");
        }
    }

    private static void requireOwnerOnly(Path file) throws IOException {
        if (!isPosix(file)) {
            return;
        }
        Set<PosixFilePermission> tooMany = EnumSet.copyOf(NOT_OWNER);
        tooMany.retainAll(Files.getPosixFilePermissions(file));
        if (!tooMany.isEmpty()) {
            throw refused(file, "is open to other users than its owner", "run chmod 600 on it");
        }
    }

    /**
     * Writes a new file: the bytes go to a temporary file and to the disk before it gets its name.
     *
     * @param file where it shall be
     * @param bytes what to write
     */
    public static void create(Path file, byte[] bytes) {
        Path absolute = file.toAbsolutePath();
        try {
            // takes the name first, so that of two processes that start at once one is refused
            Files.createFile(absolute, ownerOnly(absolute));
        } catch (FileAlreadyExistsException e) {
            throw refused(file, "exists already", "load it with MasterKeys.fromFile, or choose another name");
        } catch (IOException e) {
            throw notWritten(file, e);
        }
        try {
            write(absolute, bytes);
        } catch (IOException e) {
            delete(absolute);
            throw notWritten(file, e);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path directory = file.getParent();
        Path temporary = Files.createTempFile(directory, "." + file.getFileName(), ".tmp", ownerOnly(file));
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            delete(temporary);
            throw e;
        }
        if (isPosix(file)) {
            // the new name is on the disk only when its directory is
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // what is left is empty or unnamed, and reading refuses it; the first failure is the one to report
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static ByokException notWritten(Path file, IOException reason) {
        return refused(
                file,
                "cannot be written: " + reason.getClass().getSimpleName(),
                "check that its directory exists, has room, and is writable for this process");
    }

    private static ByokException refused(Path file, String what, String hint) {
        return ByokException.of(ErrorCode.CONFIGURATION, "The master keyset file " + file + " " + what)
                .hint(hint)
                .build();
    }
}
