package dev.headcount.gate.stack;

import dev.headcount.memory.Memory;

/**
 * Where compiled code lies, and how large its frames are. Sources: {@code codeCache.hpp}, {@code heap.hpp}, {@code
 * codeBlob.hpp}, {@code nmethod.hpp}.
 *
 * <p>Reads while HotSpot writes. Asked about code that a frame of the calling thread returns to, which HotSpot never frees.
 */
final class CodeCache {

    private static final int FREE_SEGMENT = 0xff;

    private final VmStructs vm;
    private final long heaps;
    private final long blockHeaderBytes;
    private final long compiledKind;

    /**
     * Code that was compiled from Java.
     *
     * @param frameWords from the stack pointer to that of the caller
     * @param identity the address of a word that no other code has the value of, whatever becomes of this code
     */
    record Compiled(int frameWords, long identity) {}

    CodeCache(VmStructs vm) {
        this.vm = vm;
        this.heaps = Memory.getLong(vm.value("CodeCache::_heaps"));
        this.blockHeaderBytes = vm.value("HeapBlock");
        this.compiledKind = vm.value("CodeBlobKind::Nmethod");
    }

    /** The code that {@code returnAddress} is in; null where that is none that was compiled from Java, or is not executed as usual. */
    Compiled find(long returnAddress) {
        long blob = blob(returnAddress);
        if (blob == 0 || Memory.getByte(blob + vm.value("CodeBlob::_kind")) != compiledKind) {
            return null;
        }
        long code = blob + Memory.getInt(blob + vm.value("CodeBlob::_code_offset"));
        long stubs = blob + Memory.getInt(blob + vm.value("nmethod::_stub_offset"));
        int frameWords = Memory.getInt(blob + vm.value("CodeBlob::_frame_size"));
        if (returnAddress < code || returnAddress >= stubs || frameWords <= 0) {
            return null; // in the stubs is where a frame returns to that will be interpreted: it says nothing of the
            // place
        }
        return new Compiled(frameWords, (blob + vm.value("nmethod::_compile_id")) & -Long.BYTES);
    }

    private long blob(long address) {
        long count = Memory.getInt(heaps + vm.value("GrowableArrayBase::_len"));
        long array = Memory.getLong(heaps + vm.value("GrowableArray<int>::_data"));
        for (long i = 0; i < count; i++) {
            long heap = Memory.getLong(array + i * Long.BYTES);
            long memory = heap + vm.value("CodeHeap::_memory");
            long low = Memory.getLong(memory + vm.value("VirtualSpace::_low"));
            if (address >= low && address < Memory.getLong(memory + vm.value("VirtualSpace::_high"))) {
                return blob(heap, low, address);
            }
        }
        return 0;
    }

    /** Each segment says how far back its block begins, in one or more steps. */
    private long blob(long heap, long low, long address) {
        long segments = Memory.getLong(heap + vm.value("CodeHeap::_segmap") + vm.value("VirtualSpace::_low"));
        int log2Segment = Memory.getInt(heap + vm.value("CodeHeap::_log2_segment_size"));
        long segment = (address - low) >> log2Segment;
        int back = back(segments, segment);
        while (back != 0) {
            if (back == FREE_SEGMENT || back > segment) {
                return 0;
            }
            segment -= back;
            back = back(segments, segment);
        }
        return low + (segment << log2Segment) + blockHeaderBytes;
    }

    private static int back(long segments, long segment) {
        return Memory.getByte(segments + segment) & 0xff;
    }
}
