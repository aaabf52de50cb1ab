package dev.headcount.agent.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.headcount.agent.options.AllocatorClass;
import dev.headcount.gate.Role;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which methods of a class are taken for its allocator. */
class AllocatorMethodsTest {

    private static final String SEGMENT = "Ljava/lang/foreign/MemorySegment;";

    @SuppressWarnings("unused")
    abstract static class Memory {
        static long malloc(long size) {
            return size;
        }

        MemorySegment malloc(int size) {
            return MemorySegment.NULL;
        }

        String malloc(String name) {
            return name;
        }

        abstract long calloc(long count, long size);

        long realloc(long size, long alignment) {
            return size;
        }

        void free(MemorySegment block) {}

        boolean free(long block) {
            return true;
        }

        Object free(int block) {
            return block;
        }

        long alignedAlloc(long alignment, long size) {
            return size;
        }

        long allocate(long size) {
            return size;
        }
    }

    private static final ClassModel TYPE = type();

    private static ClassModel type() {
        String file = "AllocatorMethodsTest$Memory.class";
        try (InputStream bytes = AllocatorMethodsTest.class.getResourceAsStream(file)) {
            return ClassFile.of().parse(bytes.readAllBytes());
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static Map<String, Role> found(Map<Role, String> methods) {
        return AllocatorMethods.in(TYPE, new AllocatorClass("memory", Memory.class.getName(), methods));
    }

    @Test
    void shouldTakeEveryOverloadThatSuitsItsRole() {
        assertEquals(
                Map.of(
                        "malloc(J)J",
                        Role.MALLOC,
                        "malloc(I)" + SEGMENT,
                        Role.MALLOC,
                        "realloc(JJ)J",
                        Role.REALLOC,
                        "free(" + SEGMENT + ")V",
                        Role.FREE,
                        "free(J)Z",
                        Role.FREE,
                        "alignedAlloc(JJ)J",
                        Role.ALIGNED_ALLOC),
                found(Map.of()));
    }

    @Test
    void shouldTakeNoOthersThanThoseThatAreNamed() {
        assertEquals(
                Map.of("allocate(J)J", Role.MALLOC, "free(" + SEGMENT + ")V", Role.FREE, "free(J)Z", Role.FREE),
                found(Map.of(Role.MALLOC, "allocate", Role.FREE, "free")));
    }

    @Test
    void shouldSayWhatThereIsWhereOneIsMissing() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> found(Map.of(Role.MALLOC, "malloc", Role.CALLOC, "calloc", Role.FREE, "free")))
                .getMessage();
        assertEquals(
                "it has no method 'calloc' that can be a calloc, but long malloc(long), MemorySegment malloc(int),"
                        + " String malloc(String), long realloc(long, long), void free(MemorySegment), boolean"
                        + " free(long), Object free(int), long alignedAlloc(long, long), long allocate(long)",
                message);
    }
}
