package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UrlsTest {

    @Test
    void an_address_of_ipv6_is_put_in_brackets() {
        assertThat(Urls.http("::1", 8080)).isEqualTo("http://[::1]:8080");
        assertThat(Urls.http("[::1]", 8080)).isEqualTo("http://[::1]:8080");
        assertThat(Urls.http("127.0.0.1", 80)).isEqualTo("http://127.0.0.1:80");
        assertThat(Urls.http("tickets.example", 1)).isEqualTo("http://tickets.example:1");
    }
}
