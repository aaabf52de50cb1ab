package dev.headcount.agent.jmx;

import dev.headcount.agent.http.Observed;
import dev.headcount.jmx.HeadcountMXBean;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.internal.access.SharedSecrets;

/** Registers the MXBean. A class of its own, which is loaded only where that is to be done. */
final class Registration {

    private Registration() {}

    static void of(String version, Observed observed) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        // It calls the interface by reflection, from a class of no named module.
        SharedSecrets.getJavaLangAccess()
                .addExportsToAllUnnamed(Registration.class.getModule(), HeadcountMXBean.class.getPackageName());
        server.registerMBean(new DescribedBean(new Headcount(version, observed)), new ObjectName(HeadcountMXBean.NAME));
    }
}
