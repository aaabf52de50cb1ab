package dev.headcount.agent.apps.libraries;

import static dev.headcount.agent.apps.libraries.Foreign.at;
import static dev.headcount.agent.apps.libraries.Foreign.memory;

import java.nio.charset.StandardCharsets;

/** Digits of pi by Machin's formula, in numbers of GMP. */
record Pi(Foreign gmp) {

    private static final int GUARD_DIGITS = 10;
    private static final int MPZ_BYTES = 16;

    /** Throws if they are wrong. */
    void compute(int digits) {
        long unity = number();
        gmp.call("__gmpz_ui_pow_ui", unity, 10, digits + GUARD_DIGITS);
        long pi = number();
        long part = number();
        arctangent(pi, unity, 5);
        gmp.call("__gmpz_mul_ui", pi, pi, 4);
        arctangent(part, unity, 239);
        gmp.call("__gmpz_sub", pi, pi, part);
        gmp.call("__gmpz_mul_ui", pi, pi, 4);
        check(gmp.call("__gmpz_get_str", memory(digits + GUARD_DIGITS + 6), 10, pi));
        for (long number : new long[] {unity, pi, part}) {
            gmp.call("__gmpz_clear", number);
        }
    }

    private static void check(long text) {
        byte[] digits = new byte[8];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) (at(text) >>> (i * Byte.SIZE));
        }
        if (!new String(digits, StandardCharsets.US_ASCII).equals("31415926")) {
            throw new IllegalStateException("that is not pi");
        }
    }

    private long number() {
        long number = memory(MPZ_BYTES);
        gmp.call("__gmpz_init", number);
        return number;
    }

    /** {@code sum} = unity times the arctangent of 1/x. */
    private void arctangent(long sum, long unity, int x) {
        long power = number();
        long term = number();
        gmp.call("__gmpz_tdiv_q_ui", power, unity, x);
        gmp.call("__gmpz_set", sum, power);
        for (int n = 3; gmp.call("__gmpz_tdiv_q_ui", power, power, (long) x * x) >= 0; n += 2) {
            gmp.call("__gmpz_tdiv_q_ui", term, power, n);
            if ((int) (at(term) >>> Integer.SIZE) == 0) { // _mp_size
                break;
            }
            gmp.call(n % 4 == 3 ? "__gmpz_sub" : "__gmpz_add", sum, sum, term);
        }
        gmp.call("__gmpz_clear", power);
        gmp.call("__gmpz_clear", term);
    }
}
