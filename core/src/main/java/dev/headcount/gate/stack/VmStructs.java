package dev.headcount.gate.stack;

import dev.headcount.memory.Memory;
import dev.headcount.memory.Symbols;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

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
        Names types = new Names(TYPES_WITH_FIELDS);
        long type = exported("gHotSpotVMStructEntryTypeNameOffset");
        long field = exported("gHotSpotVMStructEntryFieldNameOffset");
        long isStatic = exported("gHotSpotVMStructEntryIsStaticOffset");
        long offset = exported("gHotSpotVMStructEntryOffsetOffset");
        long address = exported("gHotSpotVMStructEntryAddressOffset");
        long stride = exported("gHotSpotVMStructEntryArrayStride");
        long name;
        for (long entry = exported("gHotSpotVMStructs"); (name = Memory.getLong(entry + type)) != 0; entry += stride) {
            String wanted = types.at(name);
            if (wanted != null) {
                long place = Memory.getInt(entry + isStatic) == 0 ? offset : address;
                String whole = wanted + "::" + Memory.getString(Memory.getLong(entry + field));
                values.put(whole, Memory.getLong(entry + place));
            }
        }
    }

    private void readSizes() {
        Names types = new Names(TYPES_WITH_SIZE);
        long type = exported("gHotSpotVMTypeEntryTypeNameOffset");
        long size = exported("gHotSpotVMTypeEntrySizeOffset");
        long stride = exported("gHotSpotVMTypeEntryArrayStride");
        long name;
        for (long entry = exported("gHotSpotVMTypes"); (name = Memory.getLong(entry + type)) != 0; entry += stride) {
            String wanted = types.at(name);
            if (wanted != null) {
                values.put(wanted, Memory.getLong(entry + size));
            }
        }
    }

    private void readConstants() {
        Names constants = new Names(CONSTANTS);
        long nameAt = exported("gHotSpotVMIntConstantEntryNameOffset");
        long value = exported("gHotSpotVMIntConstantEntryValueOffset");
        long stride = exported("gHotSpotVMIntConstantEntryArrayStride");
        long name;
        for (long entry = exported("gHotSpotVMIntConstants");
                (name = Memory.getLong(entry + nameAt)) != 0;
                entry += stride) {
            String wanted = constants.at(name);
            if (wanted != null) {
                values.put(wanted, (long) Memory.getInt(entry + value));
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
