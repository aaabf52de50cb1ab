package dev.headcount.agent.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.jmx.HeadcountMXBean;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import org.junit.jupiter.api.Test;

/** What JConsole reads. */
class DescribedBeanTest {

    private final MBeanInfo info = new DescribedBean((HeadcountMXBean) Proxy.newProxyInstance(
                    HeadcountMXBean.class.getClassLoader(), new Class<?>[] {HeadcountMXBean.class}, (_, _, _) -> null))
            .getMBeanInfo();

    @Test
    void shouldDescribeTheBeanAndEachAttributeAndOperation() {
        assertTrue(info.getDescription().contains("native memory"), info::getDescription);
        List<MBeanFeatureInfo> features = Stream.concat(
                        Stream.<MBeanFeatureInfo>of(info.getAttributes()), Stream.of(info.getOperations()))
                .toList();
        assertEquals(18, features.size());
        for (MBeanFeatureInfo feature : features) {
            assertTrue(feature.getDescription().contains(" "), feature::toString);
            assertNotNull(feature.getDescriptor().getFieldValue("openType"), feature::toString);
        }
    }

    @Test
    void shouldNameAndDescribeEachParameter() {
        assertEquals(
                Map.of(
                        "snapshot",
                        "sites",
                        "report",
                        "format",
                        "reportFile",
                        "format",
                        "since",
                        "mark",
                        "forget",
                        "mark"),
                Stream.of(info.getOperations())
                        .filter(operation -> operation.getSignature().length > 0)
                        .collect(Collectors.toMap(
                                MBeanOperationInfo::getName, operation -> operation.getSignature()[0].getName())));
        for (MBeanOperationInfo operation : info.getOperations()) {
            for (MBeanParameterInfo parameter : operation.getSignature()) {
                assertTrue(parameter.getDescription().contains(" "), operation::toString);
            }
        }
    }

    @Test
    void shouldSayWhichOperationsChangeSomething() {
        assertEquals(
                List.of("baseline", "forget", "mark"),
                Stream.of(info.getOperations())
                        .filter(operation -> operation.getImpact() != MBeanOperationInfo.INFO)
                        .map(MBeanOperationInfo::getName)
                        .sorted()
                        .toList());
    }
}
