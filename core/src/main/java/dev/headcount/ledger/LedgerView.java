package dev.headcount.ledger;

/** What may be asked of a ledger by whoever shows its figures. */
public interface LedgerView {

    /** The figures at this moment. Writers go on meanwhile: each figure is true, but they are not all of one instant. */
    LedgerSnapshot snapshot();

    /** How old the live blocks of each site are; reads the whole live-block table. */
    BlockAges ages();

    /** Live blocks one by one, as far as they are listed; reads the whole live-block table. */
    default BlockSample sample() {
        return BlockSample.NONE;
    }
}
