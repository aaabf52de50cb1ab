package dev.headcount.ledger;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.allocator.NativeBlock;
import dev.headcount.memory.PageProbe;
import dev.headcount.site.Site;

/**
 * Judges what does not add up when a block is given back: pointers that are no live block, and headers that disagree. What is
 * wrong is rare, so it may walk stacks and make objects; foreign pointers are not rare where the agent came late.
 *
 * <pre>
 *  the pointer is …                            verdict            reaches the allocator
 *  the start of a block freed lately, and of
 *  none of native code that lives there now    double free        only if asked to
 *  the start of a block of native code         of natives         always
 *  inside a live block, as far as found        interior pointer   only if asked to
 *  none of these                               foreign, no error  always
 *  a live block whose header disagrees         damaged header     always
 * </pre>
 */
final class WrongPointers {

    private final Ledger ledger;
    private final int library;
    private final DamageLog log = new DamageLog();

    WrongPointers(Ledger ledger, int library) {
        this.ledger = ledger;
        this.library = library;
    }

    /** What a pointer is that the live-block table does not know. */
    enum Verdict {
        FOREIGN,
        /** A block that native code made and counts. */
        OF_NATIVES,
        PASS_ON,
        HOLD_BACK
    }

    /** @param besideNatives whether blocks of the native allocator may come */
    Verdict judge(ThreadState thread, long pointer, boolean besideNatives) {
        BlockFacts block = thread.block;
        if (ledger.dead.contains(pointer)) {
            if (besideNatives && PageProbe.canRead(pointer - Long.BYTES) && NativeBlock.beginsAt(pointer)) {
                return Verdict.OF_NATIVES; // the address lives again, there
            }
            if (log.count(DamageKind.DOUBLE_FREE)) {
                Site bornAt = ledger.sites.site(ledger.dead.bornAt(pointer));
                String freedIn = ledger.sites.functionName(ledger.dead.freedIn(pointer));
                keep(thread, DamageKind.DOUBLE_FREE, pointer, -1, pointer, pointer, bornAt, freedIn);
            }
        } else if (besideNatives && NativeBlock.beginsAt(pointer)) {
            return Verdict.OF_NATIVES;
        } else if (ledger.blocks.findAround(pointer, ledger.clock.seconds(), block)) {
            if (log.count(DamageKind.INTERIOR_POINTER)) {
                Site bornAt = ledger.sites.site(block.site);
                keep(thread, DamageKind.INTERIOR_POINTER, pointer, block.size, block.address, pointer, bornAt, null);
            }
        } else {
            return Verdict.FOREIGN;
        }
        return ledger.options.passOnDamage() ? Verdict.PASS_ON : Verdict.HOLD_BACK;
    }

    /** The header of a live block disagrees with its size. */
    void damagedHeader(ThreadState thread, HeaderFormat format, long address, long size, int site) {
        if (log.count(DamageKind.DAMAGED_HEADER)) {
            long addend = format.addend();
            long found = format.requestedBytes(address) + addend;
            Site bornAt = ledger.sites.site(site);
            keep(thread, DamageKind.DAMAGED_HEADER, address, size, size + addend, found, bornAt, null);
        }
    }

    private void keep(
            ThreadState thread,
            DamageKind kind,
            long pointer,
            long size,
            long expected,
            long found,
            Site bornAt,
            String freedIn) {
        Site foundAt = ledger.sites.site(ledger.finder.allocating(thread, library));
        boolean passedOn = kind == DamageKind.DAMAGED_HEADER || ledger.options.passOnDamage();
        log.keep(new Damage(
                kind, foundAt.library(), pointer, size, expected, found, bornAt, freedIn, foundAt, passedOn));
    }

    DamageLog log() {
        return log;
    }
}
