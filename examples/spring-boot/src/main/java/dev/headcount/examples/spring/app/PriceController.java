package dev.headcount.examples.spring.app;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class PriceController {

    private final Prices prices;

    PriceController(Prices prices) {
        this.prices = prices;
    }

    @PutMapping("/prices/{product}/{cents}")
    void set(@PathVariable String product, @PathVariable long cents) {
        prices.set(product, cents);
    }

    @GetMapping("/prices/{product}")
    long cents(@PathVariable String product) {
        return prices.of(product)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no price for " + product));
    }
}
