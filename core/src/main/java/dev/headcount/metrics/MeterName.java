package dev.headcount.metrics;

/**
 * What a meter is called.
 *
 * @param name in Micrometer's notation, {@code headcount.live.bytes}
 * @param unit the base unit, or null where the name says what is counted
 * @param description what the meter shows
 */
public record MeterName(String name, String unit, String description) {}
