package dev.headcount.gate.stack;

import dev.headcount.memory.Memory;
import java.util.NoSuchElementException;

/** The counters that HotSpot keeps in memory for {@code jstat}. Source: {@code perfMemory.hpp}. */
final class PerfCounters {

    private PerfCounters() {}

    /**
     * The address of a counter, a u64.
     *
     * @throws NoSuchElementException if the JVM keeps no such counter; with {@code -XX:-UsePerfData} it keeps none
     */
    static long address(VmStructs vm, String name) {
        long start = Memory.getLong(vm.value("PerfMemory::_start"));
        if (start != 0) {
            long entry = start + Memory.getInt(start + vm.value("PerfDataPrologue::entry_offset"));
            int count = Memory.getInt(start + vm.value("PerfDataPrologue::num_entries"));
            for (int i = 0; i < count; i++) {
                if (Memory.getString(entry + Memory.getInt(entry + vm.value("PerfDataEntry::name_offset")))
                        .equals(name)) {
                    return entry + Memory.getInt(entry + vm.value("PerfDataEntry::data_offset"));
                }
                entry += Memory.getInt(entry + vm.value("PerfDataEntry::entry_length"));
            }
        }
        throw new NoSuchElementException("this JVM keeps no counter " + name);
    }
}
