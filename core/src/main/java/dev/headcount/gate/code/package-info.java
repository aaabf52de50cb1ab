/**
 * A small portable assembly: machine code for gates, written once and encoded for each processor.
 *
 * <pre>
 *  Program (operations on registers, labels and data words)
 *     └─ Encoder ─┬─ X86Encoder   bytes for x86-64
 *                 └─ ArmEncoder   bytes for aarch64
 * </pre>
 *
 * No C compiler, no native library, no assembler: the operations are few enough to be written by hand and checked against
 * what GNU as makes of them.
 */
package dev.headcount.gate.code;
