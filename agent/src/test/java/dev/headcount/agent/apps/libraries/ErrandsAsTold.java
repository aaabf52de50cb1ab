package dev.headcount.agent.apps.libraries;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Runs the {@link Errand} that each line of standard input names, and says {@code done}. */
public final class ErrandsAsTold {

    private ErrandsAsTold() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            Errand errand = Errand.valueOf(name);
            errand.run(new Foreign(errand.soname()));
            System.out.println("done");
        }
    }
}
