package dev.headcount.gate.code;

/** How much a load or store moves; what is loaded fills the register up with zeros. */
public enum Width {
    U8(1),
    U16(2),
    U32(4),
    U64(8);

    final int bytes;

    Width(int bytes) {
        this.bytes = bytes;
    }
}
