package dev.headcount.gate.stack;

import dev.headcount.memory.Memory;
import dev.headcount.memory.Symbols;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/**
 * HotSpot's description of its own structures, exported by libjvm for debuggers. Source: {@code vmStructs.hpp}; each table is
 * an array that ends with an entry without a name, and how an entry is laid out is exported as well.
 */
final class VmStructs {

    private static final Set<String> TYPES_WITH_FIELDS = Set.of(
            "AbstractInterpreter",
            "CodeBlob",
            "CodeCache",
            "CodeHeap",
            "GrowableArray<int>",
            "GrowableArrayBase",
            "JavaCallWrapper",
            "JavaFrameAnchor",
            "JavaThread",
            "PerfDataEntry",
            "PerfDataPrologue",
            "PerfMemory",
            "StubQueue",
            "StubRoutines",
            "VirtualSpace",
            "nmethod");
    private static final Set<String> TYPES_WITH_SIZE = Set.of("HeapBlock");
    private static final Set<String> CONSTANTS = Set.of(
            "CodeBlobKind::Nmethod",
            "frame::entry_frame_call_wrapper_offset",
            "frame::interpreter_frame_sender_sp_offset");

    private final String library;
    private final Map<String, Long> values = new HashMap<>();

    private VmStructs(String library) {
        this.library = library;
    }

    /** @throws NoSuchElementException if this JVM exports no such tables */
    static VmStructs ofThisJvm() {
        VmStructs structs = new VmStructs(System.getProperty("java.home") + "/lib/server/libjvm.so");
        structs.readFields();
        structs.readSizes();
        structs.readConstants();
        return structs;
    }

    /**
     * The offset of a field, the address of a static one, the size of a type or a constant: {@code CodeBlob::_size}, {@code
     * CodeCache::_heaps}, {@code HeapBlock}, {@code CodeBlobKind::Nmethod}.
     *
     * @throws NoSuchElementException if this JVM has none of that name
     */
    long value(String name) {
        Long value = values.get(name);
        if (value == null) {
            throw new NoSuchElementException("this JVM does not describe " + name);
        }
        return value;
    }

    private void readFields() {
        long field = exported("gHotSpotVMStructEntryFieldNameOffset");
        long isStatic = exported("gHotSpotVMStructEntryIsStaticOffset");
        long offset = exported("gHotSpotVMStructEntryOffsetOffset");
        long address = exported("gHotSpotVMStructEntryAddressOffset");
        read("gHotSpotVMStructs", "gHotSpotVMStructEntry", "TypeName", TYPES_WITH_FIELDS, (type, entry) -> {
            long place = Memory.getInt(entry + isStatic) == 0 ? offset : address;
            String name = type + "::" + Memory.getString(Memory.getLong(entry + field));
            values.put(name, Memory.getLong(entry + place));
        });
    }

    private void readSizes() {
        long size = exported("gHotSpotVMTypeEntrySizeOffset");
        read(
                "gHotSpotVMTypes",
                "gHotSpotVMTypeEntry",
                "TypeName",
                TYPES_WITH_SIZE,
                (type, entry) -> values.put(type, Memory.getLong(entry + size)));
    }

    private void readConstants() {
        long value = exported("gHotSpotVMIntConstantEntryValueOffset");
        read(
                "gHotSpotVMIntConstants",
                "gHotSpotVMIntConstantEntry",
                "Name",
                CONSTANTS,
                (constant, entry) -> values.put(constant, (long) Memory.getInt(entry + value)));
    }

    /** Each entry of a table whose name is wanted, with its address. */
    private void read(String table, String prefix, String nameField, Set<String> wanted, ObjLongConsumer<String> each) {
        Names names = new Names(wanted);
        long nameAt = exported(prefix + nameField + "Offset");
        long stride = exported(prefix + "ArrayStride");
        long name;
        for (long entry = exported(table); (name = Memory.getLong(entry + nameAt)) != 0; entry += stride) {
            String found = names.at(name);
            if (found != null) {
                each.accept(found, entry);
            }
        }
    }

    private long exported(String name) {
        return Memory.getLong(Symbols.find(library, name)
                .orElseThrow(() -> new NoSuchElementException(library + " does not export " + name)));
    }

    /** The names that are wanted. Of the thousand others no string is made: what begins otherwise is another one. */
    private static final class Names {

        private final Set<String> wanted;
        private final Set<Long> beginnings = new HashSet<>();
        private final Map<Long, Optional<String>> known = new HashMap<>();

        Names(Set<String> wanted) {
            this.wanted = wanted;
            for (String name : wanted) {
                beginnings.add(beginning(name));
            }
        }

        /** The name at the address; null if nobody wants it. */
        String at(long address) {
            return known.computeIfAbsent(address, this::read).orElse(null);
        }

        private Optional<String> read(long address) {
            if (!beginnings.contains(Memory.getLong(address))) {
                return Optional.empty();
            }
            return Optional.of(Memory.getString(address)).filter(wanted::contains);
        }

        /** All of these have eight characters, or seven and the NUL. */
        private static long beginning(String name) {
            long beginning = 0;
            for (int i = Math.min(name.length(), Long.BYTES) - 1; i >= 0; i--) {
                beginning = beginning << Byte.SIZE | name.charAt(i);
            }
            return beginning;
        }
    }
}
