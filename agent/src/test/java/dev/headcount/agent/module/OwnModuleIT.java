package dev.headcount.agent.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.agent.fork.ForkedApplication;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class OwnModuleIT {

    @Test
    void shouldHaveEveryPackageOfOursInTheJarButItsOwn() throws IOException {
        try (JarFile jar = new JarFile(ForkedApplication.agentJar().toFile())) {
            Set<String> packages = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                    .filter(name -> !name.startsWith("dev.headcount.shaded."))
                    .filter(name -> !name.equals(OwnModule.class.getPackageName()))
                    .collect(Collectors.toCollection(TreeSet::new));

            Set<String> ofModule = OwnModule.PACKAGES.stream()
                    .map(name -> name.replaceFirst("^dev\\.headcount\\.(?!agent\\b)", "dev.headcount.agent.core."))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(packages, ofModule);
        }
    }
}
