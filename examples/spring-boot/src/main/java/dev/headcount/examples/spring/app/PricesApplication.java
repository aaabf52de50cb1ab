package dev.headcount.examples.spring.app;

import dev.headcount.metrics.HeadcountMetrics;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The application. Nothing in it knows of Headcount but the one bean. */
@SpringBootApplication
public class PricesApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(PricesApplication.class, arguments);
    }

    /** Actuator binds it to every registry there is. */
    @Bean
    HeadcountMetrics headcountMetrics() {
        return new HeadcountMetrics();
    }
}
