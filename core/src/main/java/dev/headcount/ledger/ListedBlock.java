package dev.headcount.ledger;

import dev.headcount.site.Site;

/**
 * One live block.
 *
 * @param address where it is: the pointer that the library has
 * @param size what the library asked for, in bytes
 * @param site who allocated it
 * @param ageSeconds how old it is
 * @param weight how many blocks like this one it stands for: 1 over the probability that it was chosen
 */
public record ListedBlock(long address, long size, Site site, long ageSeconds, double weight) {}
