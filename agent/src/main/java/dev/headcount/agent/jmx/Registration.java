package dev.headcount.agent.jmx;

import dev.headcount.agent.http.Observed;
import dev.headcount.jmx.HeadcountMXBean;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** Registers the MXBean. A class of its own, which is loaded only where that is to be done. */
final class Registration {

    private Registration() {}

    static void of(String version, Observed observed) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        // It calls the interface by reflection, and sees packages of named modules only where it is shown them.
        Registration.class
                .getModule()
                .addExports(HeadcountMXBean.class.getPackageName(), ManagementFactory.class.getModule());
        StandardMBean bean = new StandardMBean(new Headcount(version, observed), HeadcountMXBean.class, true);
        server.registerMBean(bean, new ObjectName(HeadcountMXBean.NAME));
    }
}
