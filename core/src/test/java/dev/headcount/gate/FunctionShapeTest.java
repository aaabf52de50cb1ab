package dev.headcount.gate;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.gate.FunctionShape.Parameter;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FunctionShapeTest {

    private static final FunctionShape MALLOC = FunctionShape.standard(Role.MALLOC);
    private static final FunctionShape REALLOC = FunctionShape.standard(Role.REALLOC);
    private static final FunctionShape FREE = FunctionShape.standard(Role.FREE);

    @Test
    void shouldDescribeTheFunctionsOfTheCStandard() {
        assertEquals(FunctionDescriptor.of(ADDRESS, JAVA_LONG), MALLOC.descriptor());
        assertEquals(
                FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG),
                FunctionShape.standard(Role.CALLOC).descriptor());
        assertEquals(FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG), REALLOC.descriptor());
        assertEquals(FunctionDescriptor.ofVoid(ADDRESS), FREE.descriptor());
        assertEquals(
                FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG),
                FunctionShape.standard(Role.ALIGNED_ALLOC).descriptor());
        assertEquals(
                FunctionDescriptor.of(ADDRESS, ADDRESS),
                FunctionShape.standard(Role.STRDUP).descriptor());
        assertEquals(
                FunctionDescriptor.of(JAVA_LONG, ADDRESS),
                FunctionShape.standard(Role.SIZE).descriptor());
    }

    @Test
    void shouldHaveIntSizesWhereAskedTo() {
        assertEquals(
                FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT),
                FunctionShape.withIntSizes(Role.REALLOC).descriptor());
        assertEquals(
                FunctionDescriptor.ofVoid(ADDRESS),
                FunctionShape.withIntSizes(Role.FREE).descriptor());
    }

    @ParameterizedTest
    @EnumSource
    void shouldAcceptItsOwnDescriptor(Role role) {
        FunctionShape standard = FunctionShape.standard(role);
        assertTrue(standard.accepts(standard.descriptor()));
        FunctionShape ints = FunctionShape.withIntSizes(role);
        assertTrue(ints.accepts(ints.descriptor()));
    }

    @Test
    void shouldAcceptPointersAsLongs() {
        assertTrue(MALLOC.accepts(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG)));
        assertTrue(REALLOC.accepts(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG)));
        assertTrue(FREE.accepts(FunctionDescriptor.ofVoid(JAVA_LONG)));
    }

    @Test
    void shouldAcceptNoOtherNumberOfArguments() {
        assertFalse(MALLOC.accepts(FunctionDescriptor.of(ADDRESS)));
        assertFalse(MALLOC.accepts(FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG)));
        assertFalse(REALLOC.accepts(FunctionDescriptor.of(ADDRESS, ADDRESS)));
    }

    @Test
    void shouldAcceptNoOtherWidth() {
        assertFalse(MALLOC.accepts(FunctionDescriptor.of(ADDRESS, JAVA_INT)));
        assertFalse(FunctionShape.withIntSizes(Role.MALLOC).accepts(FunctionDescriptor.of(ADDRESS, JAVA_LONG)));
        assertFalse(MALLOC.accepts(FunctionDescriptor.of(JAVA_INT, JAVA_LONG)), "an int is no pointer");
    }

    @Test
    void shouldAcceptNoStruct() {
        MemoryLayout struct = MemoryLayout.structLayout(JAVA_LONG);
        assertFalse(MALLOC.accepts(FunctionDescriptor.of(ADDRESS, struct)));
    }

    @Test
    void shouldAcceptNoAllocationWithoutAnAnswer() {
        assertFalse(MALLOC.accepts(FunctionDescriptor.ofVoid(JAVA_LONG)));
        assertFalse(REALLOC.accepts(FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG)));
    }

    @Test
    void shouldAcceptAnyAnswerOfFreeAndSize() {
        assertTrue(FREE.accepts(FunctionDescriptor.of(JAVA_INT, ADDRESS)));
        assertTrue(FunctionShape.standard(Role.SIZE).accepts(FunctionDescriptor.of(JAVA_INT, ADDRESS)));
    }

    @Test
    void shouldFindItsArguments() {
        FunctionShape openssl =
                new FunctionShape(Role.REALLOC, List.of(Parameter.OTHER, Parameter.POINTER, Parameter.INT_SIZE));
        assertEquals(1, openssl.indexOf(Parameter.POINTER));
        assertEquals(2, openssl.sizeIndex());
        assertEquals(1, REALLOC.sizeIndex());
    }

    @Test
    void shouldBeCoveredByWhateverTellsAsMuch() {
        assertTrue(REALLOC.isCoveredBy(List.of(Parameter.OTHER, Parameter.SIZE, Parameter.POINTER)));
        assertTrue(REALLOC.isCoveredBy(List.of(Parameter.POINTER, Parameter.INT_SIZE)));
        assertTrue(FunctionShape.standard(Role.ALIGNED_ALLOC).isCoveredBy(List.of(Parameter.SIZE)));
        assertFalse(REALLOC.isCoveredBy(List.of(Parameter.POINTER, Parameter.OTHER)));
        assertFalse(REALLOC.isCoveredBy(List.of(Parameter.SIZE)));
    }

    @Test
    void shouldRefuseToFindWhatIsMissing() {
        assertThrows(IllegalStateException.class, FREE::sizeIndex);
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> MALLOC.indexOf(Parameter.POINTER));
        assertEquals("MALLOC has no argument POINTER: [SIZE]", e.getMessage());
    }
}
