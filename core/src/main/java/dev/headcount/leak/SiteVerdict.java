package dev.headcount.leak;

import dev.headcount.ledger.SiteSnapshot;

/**
 * The verdict on one site.
 *
 * @param bytesPerHour how fast it grows, in bytes an hour; negative where it shrinks, 0 where nothing can be said
 * @param evidence why, in one sentence that begins with the verdict
 * @param expected whether the user said that this is to be expected
 */
public record SiteVerdict(SiteSnapshot site, Verdict verdict, double bytesPerHour, String evidence, boolean expected) {}
